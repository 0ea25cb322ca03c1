import pg from "pg";
import { expect, test } from "vitest";
import { prisma } from "./client";
import { Connection } from "./connection";

/**
 * Lets a transaction time out on the only connection of a pool, and releases the connection without an error.
 *
 * @returns the rows of the transaction that another query has committed
 */
async function timeOutTransaction(Client: typeof pg.Client): Promise<unknown[]> {
  const pool = new pg.Pool({
    connectionString: process.env.MIGRATION_DATABASE_URL,
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
    hung.release(); // without an error, like Prisma's adapter
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

test("a connection with a timed-out transaction is closed, and nothing of it is committed", async () => {
  expect(await timeOutTransaction(Connection)).toEqual([]);
});

/* When this turns red, node-postgres closes such connections itself, and `Connection` can be removed. */
test("a client of node-postgres keeps the connection, and the next query commits it", async () => {
  expect(await timeOutTransaction(pg.Client)).toEqual([{ step: "hung" }]);
});

test("the server's timeouts are shorter than this process's: 4 s for a lock, 9 s for a statement", async () => {
  const shown = await prisma.$queryRaw`
    SELECT name, setting::int FROM pg_settings WHERE name IN ('lock_timeout', 'statement_timeout') ORDER BY name`;
  expect(shown).toEqual([
    { name: "lock_timeout", setting: 4_000 },
    { name: "statement_timeout", setting: 9_000 },
  ]);
});
