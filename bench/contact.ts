import pg from "pg";
import { openSessions } from "./runner/open-sessions";
import { processorTime } from "./runner/processor-time";
import { setStage } from "./runner/stage";
import { startStatementCounter } from "./runner/statement-counter";

export const description =
  "contact of 2 000 online users, one tab each: statements per second, and the share of a core";

const USERS = 2_000;
/** Interval of the reports of a tab, as in the product. */
const EVERY_MS = 25_000;
const ROUNDS = 2;
const WARM_MS = 10_000;
const STEP_MS = 50;

/**
 * Sends the reports of 2 000 tabs, evenly spread. Linux reports how much processor time the product and
 * PostgreSQL use meanwhile.
 */
export async function run(printLine: (line: string) => void): Promise<string[]> {
  const stage = await setStage();
  const counter = await startStatementCounter(process.env.DATABASE_URL ?? "");
  try {
    const { url, pid } = await stage.start({ DATABASE_URL: counter.url });
    const cookies = await openSessions(USERS);
    const postgres = await postmaster();
    printLine(`${USERS} users signed in`);
    await contactFor(WARM_MS, url, cookies);
    const before = {
      product: processorTime(pid),
      postgres: processorTime(postgres),
      statements: counter.count(),
    };
    const { seconds, answered } = await contactFor(EVERY_MS * ROUNDS, url, cookies);
    const share = (used: number) => `${((used / seconds) * 100).toFixed(1)} % of a core`;
    return [
      `contacts: ${(answered / seconds).toFixed(1)} per second`,
      `statements: ${((counter.count() - before.statements) / seconds).toFixed(1)} per second`,
      `PostgreSQL: ${share(processorTime(postgres) - before.postgres)}`,
      `the product, HTTP and the guard of each contact included: ${share(processorTime(pid) - before.product)}`,
    ];
  } finally {
    await stage.end();
    await counter.close();
  }
}

/** Sends reports, evenly spread: in each step as many as are due. */
async function contactFor(
  durationMs: number,
  url: string,
  cookies: string[],
): Promise<{ seconds: number; answered: number }> {
  const began = performance.now();
  let sent = 0;
  let answered = 0;
  const pending = new Set<Promise<void>>();
  for (let now = 0; now < durationMs; now = performance.now() - began) {
    for (const due = (now / EVERY_MS) * cookies.length; sent < due; sent++) {
      const contact = send(url, cookies[sent % cookies.length] ?? "").then(() => {
        answered++;
        pending.delete(contact);
      });
      pending.add(contact);
    }
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  await Promise.all(pending);
  return { seconds: (performance.now() - began) / 1000, answered };
}

async function send(url: string, cookie: string): Promise<void> {
  const { status } = await fetch(`${url}/api/contact`, {
    method: "POST",
    headers: { cookie, "content-type": "application/json", "sec-fetch-site": "same-origin" },
    body: JSON.stringify({ active: true }),
  });
  if (status !== 204) throw new Error(`a contact was answered with ${status}`);
}

/** Returns the id of the process that is the parent of all PostgreSQL processes. */
async function postmaster(): Promise<number> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const { rows } = await client.query<{ line: string }>(
    "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS line",
  );
  await client.end();
  return Number(rows[0]?.line);
}
