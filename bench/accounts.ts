import { Readable } from "node:stream";
import { generateLoad } from "@/bench/runner/load";
import { comparePairs, inWords, type Side } from "@/bench/runner/pairs";
import { signIn } from "@/bench/runner/sign-in";
import { spread } from "@/bench/runner/spread";
import { type Stage, setStage } from "@/bench/runner/stage";
import { type Filling, fillDatabase } from "@/lib/testing/database/fill-database";

export const description =
  "importing 10 000 users from a CSV file, users per second, and the page /admin/users with 1 000 and 100 000 users, ms per request";

const IMPORTS = 5;
const IMPORTED = 10_000;
const PAIRS = 9;
const DURATION_MS = 2_000;
const SMALL = { users: 1_000, sessions: 2_000, open: 50 };
const LARGE = { users: 100_000, sessions: 200_000, open: 50 };

/**
 * The requests to compare. Both organisations have the user of the search. The last request starts at a user
 * in the middle of each.
 */
const QUESTIONS = {
  "first page": () => "/admin/users",
  search: () => "/admin/users?q=user777",
  "sort by last login": () => "/admin/users?sort=-lastLogin",
  "a page in the middle": (middle: string) => `/admin/users?after=${middle}`,
};

export async function run(printLine: (line: string) => void): Promise<string[]> {
  const stage = await setStage();
  try {
    const small = await settle(stage, "1 000 users", SMALL, printLine);
    const large = await settle(stage, "100 000 users", LARGE, printLine);
    const lines: string[] = [];
    for (const [what, pathOf] of Object.entries(QUESTIONS)) {
      const sides = { base: sideOf(small, pathOf(small.middle)), other: sideOf(large, pathOf(large.middle)) };
      for (const { measure } of [sides.base, sides.other]) await measure(); // warm
      lines.push(
        `${what}, one request at a time:`,
        ...(await comparePairs({ unit: "ms", ...sides, pairs: PAIRS }, printLine)),
      );
    }
    return [...(await timeImports(printLine)), ...lines];
  } finally {
    await stage.end();
  }
}

interface Organisation {
  name: string;
  url: string;
  cookie: string;
  /** Id of a user in the middle of the list. */
  middle: string;
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
  const middle = await middleOf(databaseUrl, filling.users);
  printLine(`${name}: inserted`);
  return { name, url, cookie: await signIn(url, "Fedanoir"), middle };
}

async function middleOf(databaseUrl: string, users: number): Promise<string> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ id: string }>(
    "SELECT id FROM app_user ORDER BY name, id LIMIT 1 OFFSET $1",
    [Math.floor(users / 2)],
  );
  await client.end();
  return rows[0]?.id ?? "";
}

function sideOf({ name, url, cookie }: Organisation, path: string): Side {
  return {
    name,
    async measure() {
      const shots = [{ method: "GET" as const, path, headers: { cookie } }];
      const load = { url, shots, connections: 1, durationMs: DURATION_MS, expectedStatus: 200 };
      return 1000 / (await generateLoad(load));
    },
  };
}

/** Measures imports from the bytes of the file to the end of the transaction, each with new users. */
async function timeImports(printLine: (line: string) => void): Promise<string[]> {
  const { readCsv } = await import("@/lib/user-import/read-csv");
  const { importUsers } = await import("@/lib/user-import/import-users");
  const { SYSTEM } = await import("@/lib/viewer");
  const { migrate } = await import("@/lib/db/migrate");
  await migrate(process.env.DATABASE_URL ?? "");
  const perSecond: number[] = [];
  for (let round = 0; round < IMPORTS; round++) {
    const file = Buffer.from(csvOf(round));
    const began = performance.now();
    const { lines } = await readCsv(Readable.from([file]));
    const { imported } = await importUsers(SYSTEM, lines, { update: false });
    if (imported?.length !== IMPORTED) throw new Error("not all users were imported");
    perSecond.push(IMPORTED / ((performance.now() - began) / 1000));
    printLine(`import ${round + 1}/${IMPORTS}: ${perSecond.at(-1)?.toFixed(0)} users per second`);
  }
  return [`importing ${IMPORTED} users: median ${inWords(spread(perSecond), 0)} users per second`];
}

function csvOf(round: number): string {
  const lines = Array.from(
    { length: IMPORTED },
    (_, n) =>
      `import${round}.${n},Personne Numéro ${n},${n % 2 ? "SECRETAIRE" : "ARCHIVES"},p${n}@bureau.example`,
  );
  return `username,name,role,email\n${lines.join("\n")}\n`;
}
