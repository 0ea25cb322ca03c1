import { randomInt } from "node:crypto";
import { z } from "zod";
import { spread } from "./runner/spread";
import { setStage } from "./runner/stage";

export const description =
  "signing in with an unknown name, a wrong password and a disabled account: is there a difference in time, status or body?";

const EACH = 150;
const PASSWORD = "correct horse battery staple";
const KINDS = ["unknown", "wrong", "disabled"] as const;
type Kind = (typeof KINDS)[number];

interface Tried {
  ms: number;
  status: number;
  body: string;
}

/** Tries of the three kinds in turn, each of another name and from another address, so that none has to wait. */
export async function run(printLine: (line: string) => void): Promise<string[]> {
  const stage = await setStage();
  try {
    const { url } = await stage.start({ TRUSTED_PROXIES: "loopback" });
    const names = await makePeople();
    const form = await openForm(url);
    const tried: Record<Kind, Tried[]> = { unknown: [], wrong: [], disabled: [] };
    for (let n = 0; n < EACH + 5; n++) {
      const first = randomInt(KINDS.length);
      for (let turn = 0; turn < KINDS.length; turn++) {
        const kind = KINDS[(first + turn) % KINDS.length] ?? "unknown";
        const result = await tryOnce(url, form, names[kind][n] ?? "", n * KINDS.length + turn);
        if (n >= 5) tried[kind].push(result); // the first ones warm the server
      }
      if (n % 50 === 0) printLine(`${n} of ${EACH + 5}`);
    }
    return report(tried);
  } finally {
    await stage.end();
  }
}

async function makePeople(): Promise<Record<Kind, string[]>> {
  const { hashPassword } = await import("@/lib/auth/password/password");
  const { makeUser } = await import("@/lib/testing/records/factories");
  const passwordHash = await hashPassword(PASSWORD);
  const names = (prefix: string) => Array.from({ length: EACH + 5 }, (_, n) => `${prefix}.${n}`);
  for (const username of names("known")) await makeUser({ username, passwordHash });
  for (const username of names("shut")) await makeUser({ username, passwordHash, disabledAt: new Date() });
  return { unknown: names("nobody"), wrong: names("known"), disabled: names("shut") };
}

interface Form {
  csrfToken: string;
  cookie: string;
}

async function openForm(url: string): Promise<Form> {
  const answer = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await answer.json());
  const [cookie = ""] = answer.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
  return { csrfToken, cookie };
}

async function tryOnce(
  url: string,
  { csrfToken, cookie }: Form,
  username: string,
  n: number,
): Promise<Tried> {
  // The right password of the disabled, a wrong one of the others: only who has it could tell them apart.
  const password = username.startsWith("shut") ? PASSWORD : "wrong horse battery staple";
  const began = performance.now();
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: {
      cookie,
      origin: url,
      "sec-fetch-site": "same-origin",
      "x-forwarded-for": `10.${n >> 8}.${n & 255}.1`,
    },
    body: new URLSearchParams({ username, password, csrfToken, callbackUrl: "/", json: "true" }),
  });
  const body = await answer.text();
  return { ms: performance.now() - began, status: answer.status, body };
}

function report(tried: Record<Kind, Tried[]>): string[] {
  const answers = new Set(
    Object.values(tried)
      .flat()
      .map(({ status, body }) => `${status} ${body}`),
  );
  const lines = KINDS.map((kind) => {
    const { median, q1, q3 } = spread(tried[kind].map(({ ms }) => ms));
    return `${kind}: median ${median.toFixed(1)} ms (middle half ${q1.toFixed(1)}–${q3.toFixed(1)}), ${tried[kind].length} tries`;
  });
  return [
    ...lines,
    `different answers: ${answers.size} (1 is none: ${[...answers].join(" | ")})`,
    `a wrong password took longer than an unknown name: ${share(tried.wrong, tried.unknown)} of all pairs (0.50 is no difference)`,
    `a disabled account took longer than an unknown name: ${share(tried.disabled, tried.unknown)} of all pairs`,
  ];
}

/** How often one of these took longer than one of those: what somebody who guesses by time has to go by. */
function share(these: Tried[], those: Tried[]): string {
  const longer = these.flatMap((one) => those.map((other) => Number(one.ms > other.ms)));
  return (longer.reduce((sum, each) => sum + each, 0) / longer.length).toFixed(2);
}
