import pg from "pg";
import { fillDatabase } from "@/lib/testing/database/fill-database";
import { generateLoad } from "./runner/load";
import { comparePairs, type Side } from "./runner/pairs";
import { signIn } from "./runner/sign-in";
import { setStage } from "./runner/stage";

export const description =
  "/admin/sessions with 1 000 000 sessions: the 10 000th page, orders and filters against the first page, ms per request";

const PAIRS = 9;
const DURATION_MS = 2_000;
const FILLING = { users: 10_000, sessions: 1_000_000, open: 200 };
const PAGE_SIZE = 50;
const FAR_PAGE = 10_000;

/** Queries to compare with the first page without filters. */
const QUESTIONS = {
  "the 10 000th page": (after: string) => `after=${after}`,
  "sorted by duration": () => "sort=-duration",
  "one day of some 2 900 sessions": (_after: string, day: string) => `from=${day}&to=${day}`,
  "a network of some 140 000 sessions": () => "address=10.3.0.0/16",
  "one address of a few sessions": () => "address=10.3.4.5",
  "one user": () => "q=user777",
  "a role and an ending": () => "role=DIRECTEUR&state=SIGNED_OUT",
};

export async function run(printLine: (line: string) => void): Promise<string[]> {
  const stage = await setStage();
  try {
    const databaseUrl = process.env.DATABASE_URL ?? "";
    const { url } = await stage.start();
    await fillDatabase(databaseUrl, { ...FILLING, now: new Date() });
    printLine("1 000 000 sessions: inserted");
    const cookie = await signIn(url, "Fedanoir");
    const { after, day } = await findFar(databaseUrl);
    const sideOf = (name: string, query: string): Side => ({
      name,
      async measure() {
        const shots = [{ method: "GET" as const, path: `/admin/sessions?${query}`, headers: { cookie } }];
        const load = { url, shots, connections: 1, durationMs: DURATION_MS, expectedStatus: 200 };
        return 1000 / (await generateLoad(load));
      },
    });
    const lines: string[] = [];
    const base = sideOf("the first page", "");
    for (const [name, queryOf] of Object.entries(QUESTIONS)) {
      const other = sideOf(name, queryOf(after, day));
      for (const side of [base, other]) await side.measure(); // warm
      lines.push(...(await comparePairs({ unit: "ms", base, other, pairs: PAIRS }, printLine)));
    }
    return lines;
  } finally {
    await stage.end();
  }
}

/** Reads the session after which the far page begins, which is in the middle of the history, and its day. */
async function findFar(databaseUrl: string): Promise<{ after: string; day: string }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string; day: string }>(
      "SELECT id, login_time::date::text AS day FROM user_session ORDER BY login_time DESC, id DESC LIMIT 1 OFFSET $1",
      [(FAR_PAGE - 1) * PAGE_SIZE - 1],
    );
    return { after: rows[0]?.id ?? "", day: rows[0]?.day ?? "" };
  } finally {
    await client.end();
  }
}
