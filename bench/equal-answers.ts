import { randomInt } from "node:crypto";
import { z } from "zod";
import { spread } from "./runner/spread";
import { setStage } from "./runner/stage";

export const description =
  "signing in with an unknown username, a wrong password and a disabled account: differences in time, status and body";

const EACH = 150;
const PASSWORD = "correct horse battery staple";
const KINDS = ["unknown", "wrong", "disabled"] as const;
type Kind = (typeof KINDS)[number];

interface Attempt {
  ms: number;
  status: number;
  body: string;
}

/**
 * Makes attempts of the three kinds in turn, each with another username and address, so that none is
 * throttled.
 */
export async function run(printLine: (line: string) => void): Promise<string[]> {
  const stage = await setStage();
  try {
    const { url } = await stage.start({ TRUSTED_PROXIES: "loopback" });
    const names = await makeUsers();
    const form = await openForm(url);
    const attempts: Record<Kind, Attempt[]> = { unknown: [], wrong: [], disabled: [] };
    for (let n = 0; n < EACH + 5; n++) {
      const first = randomInt(KINDS.length);
      for (let turn = 0; turn < KINDS.length; turn++) {
        const kind = KINDS[(first + turn) % KINDS.length] ?? "unknown";
        const result = await tryOnce(url, form, names[kind][n] ?? "", n * KINDS.length + turn);
        if (n >= 5) attempts[kind].push(result); // the first ones warm the server
      }
      if (n % 50 === 0) printLine(`${n} of ${EACH + 5}`);
    }
    return report(attempts);
  } finally {
    await stage.end();
  }
}

async function makeUsers(): Promise<Record<Kind, string[]>> {
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
): Promise<Attempt> {
  // A disabled account gets its right password: with a wrong one, no answer could reveal that it is disabled.
  // The others get a wrong one.
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

function report(attempts: Record<Kind, Attempt[]>): string[] {
  const answers = new Set(
    Object.values(attempts)
      .flat()
      .map(({ status, body }) => `${status} ${body}`),
  );
  const lines = KINDS.map((kind) => {
    const { median, q1, q3 } = spread(attempts[kind].map(({ ms }) => ms));
    return `${kind}: median ${median.toFixed(1)} ms (middle half ${q1.toFixed(1)}–${q3.toFixed(1)}), ${attempts[kind].length} attempts`;
  });
  return [
    ...lines,
    `different answers: ${answers.size} (1 means no difference: ${[...answers].join(" | ")})`,
    `a wrong password took longer than an unknown username: ${share(attempts.wrong, attempts.unknown)} of all pairs (0.50 means no difference)`,
    `a disabled account took longer than an unknown username: ${share(attempts.disabled, attempts.unknown)} of all pairs`,
  ];
}

/**
 * Returns the share of all pairs in which one of `these` took longer than one of `those`. A difference from
 * 0.50 is what a caller who guesses by time could use.
 */
function share(these: Attempt[], those: Attempt[]): string {
  const longer = these.flatMap((one) => those.map((other) => Number(one.ms > other.ms)));
  return (longer.reduce((sum, each) => sum + each, 0) / longer.length).toFixed(2);
}
