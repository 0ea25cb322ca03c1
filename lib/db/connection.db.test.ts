import pg from "pg";
import { expect, test } from "vitest";
import { prisma } from "./client";
import { Connection } from "./connection";

/** One connection for all, on which a transaction hangs for longer than anybody waits, is given up and given back. @returns what it left in the table */
async function giveUp(Client: typeof pg.Client): Promise<unknown[]> {
  const pool = new pg.Pool({
    connectionString: process.env.DATABASE_URL,
    max: 1,
    query_timeout: 100,
    Client,
  });
  pool.on("error", () => {});
  try {
    await pool.query("DROP TABLE IF EXISTS given_up");
    await pool.query("CREATE TABLE given_up (step text)");
    const hung = await pool.connect();
    await hung.query("BEGIN");
    await expect(hung.query("INSERT INTO given_up SELECT 'hung' FROM pg_sleep(0.25)")).rejects.toThrow();
    await hung.query("ROLLBACK").catch(() => {});
    hung.release(); // as Prisma's adapter does, without an error
    await expect
      .poll(() =>
        pool.query("COMMIT").then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    const isHeld = "SELECT FROM pg_locks WHERE relation = 'given_up'::regclass AND mode = 'RowExclusiveLock'";
    await expect.poll(async () => (await pool.query(isHeld)).rowCount).toBe(0);
    return (await pool.query("SELECT step FROM given_up")).rows;
  } finally {
    await pool.end();
  }
}

test("nobody gets a connection on which a transaction still hangs, and commits it", async () => {
  expect(await giveUp(Connection)).toEqual([]);
});

/* Should it turn red, node-postgres does it by itself, and ours can go. */
test("which happens with node-postgres's own", async () => {
  expect(await giveUp(pg.Client)).toEqual([{ step: "hung" }]);
});

test("the server gives up before this process does: first on a lock, then on a statement", async () => {
  const shown = await prisma.$queryRaw`
    SELECT name, setting::int FROM pg_settings WHERE name IN ('lock_timeout', 'statement_timeout') ORDER BY name`;
  expect(shown).toEqual([
    { name: "lock_timeout", setting: 4_000 },
    { name: "statement_timeout", setting: 9_000 },
  ]);
});
