import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fillDatabase } from "@/lib/testing/database/fill-database";
import { dueSessions } from "./anonymise-sessions";

/*
 * The sessions to anonymise are found by their own small index, however many are anonymised already. The test
 * reads the plan, not the time. Negative control: without the index `user_session_to_anonymise_idx` every
 * case fails.
 */

const DAY_MS = 24 * 3_600_000;
const now = new Date("2026-11-25T12:00:00Z");
const before = new Date(now.getTime() - 15 * DAY_MS);
const client = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });

beforeAll(async () => {
  // The sessions span five weeks.
  await fillDatabase(process.env.MIGRATION_DATABASE_URL, { users: 2_000, sessions: 100_000, open: 200, now });
  await client.connect();
}, 120_000);
afterAll(() => client.end());

test.each(["force_custom_plan", "force_generic_plan"])(
  "due sessions are found by their index when most are due (%s)",
  checkPlan,
);

test.each(["force_custom_plan", "force_generic_plan"])(
  "due sessions are found by their index when only one day is due (%s)",
  async (mode) => {
    await client.query("BEGIN");
    await client.query("ALTER TABLE user_session DISABLE TRIGGER USER");
    await client.query(
      `UPDATE user_session SET ip_address = NULL, first_ip_address = NULL, user_agent = NULL, first_user_agent = NULL, anonymised_at = $1
      WHERE logout_time < $2 AND anonymised_at IS NULL`,
      [now, new Date(before.getTime() - DAY_MS)],
    );
    await client.query("ALTER TABLE user_session ENABLE TRIGGER USER");
    await client.query("COMMIT");
    await client.query("VACUUM (ANALYZE) user_session");
    await checkPlan(mode);
  },
);

async function checkPlan(mode: string): Promise<void> {
  const { text, values } = dueSessions(before);
  const [at, limit] = values.map((value) =>
    client.escapeLiteral(value instanceof Date ? value.toISOString() : String(value)),
  );
  await client.query(`SET plan_cache_mode = ${mode}`);
  await client.query(`PREPARE due (timestamptz, bigint) AS ${text}`);
  const { rows } = await client.query<{ "QUERY PLAN": string }>(`EXPLAIN EXECUTE due (${at}, ${limit})`);
  await client.query("DEALLOCATE due");
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toContain("Index Scan using user_session_to_anonymise_idx");
  expect(plan).not.toContain("Sort");
}
