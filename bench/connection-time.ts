import { type Filling, fillDatabase } from "@/lib/testing/database/fill-database";
import { generateLoad } from "./runner/load";
import { comparePairs, inWords, type Side } from "./runner/pairs";
import { signIn } from "./runner/sign-in";
import { spread } from "./runner/spread";
import { type Stage, setStage } from "./runner/stage";

export const description =
  "the page /admin/reports/connection-time with 1 000 users and 10 000 sessions, and with 10 000 users and 1 000 000 sessions, ms per request, and its two queries alone";

const PAIRS = 5;
const DURATION_MS = 3_000;
const RUNS = 9;
const SMALL = { users: 1_000, sessions: 10_000, open: 200 };
const LARGE = { users: 10_000, sessions: 1_000_000, open: 200 };
const DAY_MS = 24 * 3_600_000;
const PATH = "/admin/reports/connection-time";
const limits = { idleMs: 3_600_000, maxAgeMs: 43_200_000 };

/**
 * A period with the same sessions in both organisations, which have at least three and a half days of 2 880
 * sessions.
 */
const SHARED = { days: 3, per: "day" } as const;
/** Periods that only the organisation with 1 000 000 sessions fills. */
const LONG = {
  "31 days per day": { days: 31, per: "day" },
  "26 weeks per week": { days: 182, per: "week" },
  "366 days per month": { days: 366, per: "month" },
} as const;

export async function run(printLine: (line: string) => void): Promise<string[]> {
  const stage = await setStage();
  try {
    const small = await settle(stage, "10 000 sessions", SMALL, printLine);
    const large = await settle(stage, "1 000 000 sessions", LARGE, printLine);
    const question = { unit: "ms", base: sideOf(small, SHARED), other: sideOf(large, SHARED), pairs: PAIRS };
    for (const side of [question.base, question.other]) await side.measure(); // warm
    const lines = [
      "the last 3 days, which have as many sessions in both, one request at a time:",
      ...(await comparePairs(question, printLine)),
    ];
    for (const [name, period] of Object.entries(LONG)) {
      const times: number[] = [];
      for (let pair = 0; pair < PAIRS; pair++) times.push(await sideOf(large, period).measure());
      lines.push(`${name} of 1 000 000 sessions, the page: median ${inWords(spread(times), 0)} ms`);
      lines.push(...(await timeQueries(large, name, period)));
    }
    return lines;
  } finally {
    await stage.end();
  }
}

interface Period {
  days: number;
  per: "day" | "week" | "month";
}

interface Organisation {
  name: string;
  databaseUrl: string;
  url: string;
  cookie: string;
}

async function settle(
  stage: Stage,
  name: string,
  filling: Omit<Filling, "now">,
  printLine: (line: string) => void,
): Promise<Organisation> {
  const databaseUrl = await stage.addDatabase();
  const { url } = await stage.start({ DATABASE_URL: databaseUrl });
  await fillDatabase(databaseUrl, { ...filling, now: new Date() });
  printLine(`${name}: inserted`);
  return { name, databaseUrl, url, cookie: await signIn(url, "Fedanoir") };
}

const dayAgo = (days: number) =>
  new Date(Date.now() - days * DAY_MS).toISOString().slice(0, "0000-00-00".length);

function sideOf({ name, url, cookie }: Organisation, { days, per }: Period): Side {
  return {
    name,
    async measure() {
      const path = `${PATH}?from=${dayAgo(days - 1)}&per=${per}`;
      const shots = [{ method: "GET" as const, path, headers: { cookie } }];
      const load = { url, shots, connections: 1, durationMs: DURATION_MS, expectedStatus: 200 };
      return 1000 / (await generateLoad(load));
    },
  };
}

/** Measures the two queries of the page alone, from sending each until all of its rows have arrived. */
async function timeQueries(
  { databaseUrl }: Organisation,
  name: string,
  { days, per }: Period,
): Promise<string[]> {
  const { default: pg } = await import("pg");
  const { env } = await import("@/lib/env");
  const { reportWindowOf } = await import("@/lib/reports/connection-time/report-window");
  const { hourBounds } = await import("@/lib/reports/connection-time/connection-calendar");
  const { heatQuery } = await import("@/lib/reports/connection-time/connection-heat");
  const { pageQuery } = await import("@/lib/reports/connection-time/connection-time-sql");
  const { DEFAULT_CONNECTION_TIME_VIEW } = await import("@/lib/reports/connection-time/connection-time");
  const view = { ...DEFAULT_CONNECTION_TIME_VIEW, from: dayAgo(days - 1), per };
  const { queryWindow, calendar } = reportWindowOf(view, new Date());
  const queries = {
    rows: pageQuery({ of: view.of, scope: view, queryWindow, limits }, view),
    heatmap: heatQuery(view, hourBounds(calendar, env().timeZone), queryWindow, limits),
  };
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const lines: string[] = [];
  for (const [what, { text, values }] of Object.entries(queries)) {
    const times: number[] = [];
    for (let each = 0; each < RUNS; each++) {
      const began = performance.now();
      await client.query(text, [...values]);
      times.push(performance.now() - began);
    }
    lines.push(`${name}, ${what} alone: median ${inWords(spread(times), 0)} ms`);
  }
  await client.end();
  return lines;
}
