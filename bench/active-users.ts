import pg from "pg";
import { type Filling, fillDatabase } from "@/lib/testing/database/fill-database";
import { generateLoad } from "./runner/load";
import { comparePairs, inWords, type Side } from "./runner/pairs";
import { signIn } from "./runner/sign-in";
import { spread } from "./runner/spread";
import { type Stage, setStage } from "./runner/stage";
import { startStatementCounter } from "./runner/statement-counter";

export const description =
  "the page /admin/active-users and its JSON, ms per request: a small and a large organisation, few and many open sessions";

const PAIRS = 9;
const DURATION_MS = 3_000;
const COUNTED_REQUESTS = 10;
const SMALL = { users: 1_000, sessions: 10_000, open: 200 };
const LARGE = { users: 10_000, sessions: 1_000_000, open: 200 };
const CROWDED = { ...LARGE, open: 2_000 };
const JSON_PATH = "/api/admin/active-users";
const PAGE_PATH = "/admin/active-users";

export async function run(printLine: (line: string) => void): Promise<string[]> {
  const stage = await setStage();
  try {
    const small = await settle(stage, "1 000 users, 10 000 sessions", SMALL, printLine);
    const large = await settle(stage, "10 000 users, 1 000 000 sessions", LARGE, printLine);
    const crowded = await settle(stage, "the same, 2 000 open", CROWDED, printLine);
    const lines: string[] = [];
    for (const path of [JSON_PATH, PAGE_PATH]) {
      lines.push(`${path}, one request at a time:`);
      lines.push(...(await comparePairs(question(path, small, large), printLine)));
      lines.push((await comparePairs(question(path, large, crowded), printLine)).slice(1).join("; "));
    }
    for (const [label, { statements }] of Object.entries({ small, large, crowded })) {
      lines.push(`statements per request, ${label}: JSON ${statements.json}, page ${statements.page}`);
    }
    lines.push(
      ...(await timeCounts("200 open among a million", large)),
      ...(await timeCounts("2 000 open", crowded)),
    );
    return lines;
  } finally {
    await stage.end();
  }
}

interface Organisation {
  name: string;
  databaseUrl: string;
  url: string;
  cookie: string;
  statements: { json: number; page: number };
}

async function settle(
  stage: Stage,
  name: string,
  filling: Omit<Filling, "now">,
  printLine: (line: string) => void,
): Promise<Organisation> {
  const databaseUrl = await stage.addDatabase();
  const counter = await startStatementCounter(databaseUrl);
  const counted = await stage.start({ DATABASE_URL: counter.url, TRACKING: "off" });
  await fillDatabase(databaseUrl, { ...filling, now: new Date() });
  const cookie = await signIn(counted.url, "Fedanoir");
  const statements = {
    json: await statementsPerRequest(counted.url + JSON_PATH, cookie, counter.count),
    page: await statementsPerRequest(counted.url + PAGE_PATH, cookie, counter.count),
  };
  await counted.stop();
  await counter.close();
  const { url } = await stage.start({ DATABASE_URL: databaseUrl });
  printLine(`${name}: inserted`);
  const organisation = { name, databaseUrl, url, cookie, statements };
  for (const path of [JSON_PATH, PAGE_PATH]) await sideOf(path, organisation).measure(); // warm
  return organisation;
}

async function statementsPerRequest(address: string, cookie: string, count: () => number): Promise<number> {
  await fetch(address, { headers: { cookie } }); // prepares the statements
  const before = count();
  for (let n = 0; n < COUNTED_REQUESTS; n++) await (await fetch(address, { headers: { cookie } })).text();
  return (count() - before) / COUNTED_REQUESTS;
}

function question(path: string, base: Organisation, other: Organisation) {
  return { unit: "ms", base: sideOf(path, base), other: sideOf(path, other), pairs: PAIRS };
}

function sideOf(path: string, { name, url, cookie }: Organisation): Side {
  return {
    name,
    async measure() {
      const shots = [{ method: "GET" as const, path, headers: { cookie } }];
      const perSecond = await generateLoad({
        url,
        shots,
        connections: 1,
        durationMs: DURATION_MS,
        expectedStatus: 200,
      });
      return 1000 / perSecond;
    },
  };
}

/** Measures the counts by the execution time that PostgreSQL reports, without the transfer. */
async function timeCounts(what: string, { databaseUrl }: Organisation): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { presenceQuery } = await import("@/lib/sessions/active-users/count-presence");
  const figures = presenceQuery(new Date(), { idleMs: 3_600_000, maxAgeMs: 43_200_000 });
  const sessions = { text: "SELECT count(*) FROM user_session WHERE logout_time IS NULL", values: [] };
  const lines = [
    `counting open sessions, ${what}: median ${await timeStatement(client, sessions)} ms in PostgreSQL`,
    `all figures of users and sessions, ${what}: median ${await timeStatement(client, figures)} ms in PostgreSQL`,
  ];
  await client.end();
  return lines;
}

async function timeStatement(
  client: pg.Client,
  { text, values }: { text: string; values: unknown[] },
): Promise<string> {
  const times: number[] = [];
  for (let run = 0; run < 101; run++) {
    const { rows } = await client.query<{ "QUERY PLAN": [{ "Execution Time": number }] }>(
      `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
      values,
    );
    times.push(rows[0]?.["QUERY PLAN"][0]["Execution Time"] ?? Number.NaN);
  }
  return inWords(spread(times), 3);
}
