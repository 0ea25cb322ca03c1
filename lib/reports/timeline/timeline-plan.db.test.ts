import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { boundsOf } from "@/lib/calendar/zone-hours";
import type { Prisma } from "@/lib/db/client";
import { fillDatabase } from "@/lib/testing/database/fill-database";
import { linesQuery } from "./list-lines";

/*
 * The query reads a day of a long history by indexes, whether the day was long ago or is today. The test
 * reads the plan, not the time that the query takes. Negative controls, each of which makes this fail: no
 * condition on the duration; `COALESCE(logout_time, 'infinity') > start` alone.
 */

/**
 * Executions before the plan is read. PostgreSQL plans the first five for their own values, and may use one
 * plan for all values afterwards (manual, PREPARE).
 */
const PREPARED_AFTER = 6;
/** A session begins every 30 s (fill-database.ts). */
const A_WEEK_OF_SESSIONS = 7 * 24 * 120;
const limits = { idleMs: 3_600_000, maxAgeMs: 43_200_000 };
const now = new Date("2026-11-02T12:00:00Z");

beforeAll(
  () => fillDatabase(process.env.MIGRATION_DATABASE_URL, { users: 2_000, sessions: 100_000, open: 200, now }),
  120_000,
);

test.each(["2026-11-02", "2026-10-20", "2026-10-01"])("the lines of %s are read by indexes", async (day) => {
  const asked = {
    bounds: boundsOf(day, "America/Port-au-Prince"),
    limits,
    now,
    maxRows: { lines: 1_000, sessions: 10_000 },
  };
  for (const role of [null, "DIRECTEUR"] as const) {
    for (const all of [false, true]) {
      const plan = await explain(linesQuery({ role, all }, asked));
      expect(plan).not.toMatch(/Seq Scan on user_session/);
      expect(plan).toMatch(/user_session_login_time_id_idx/);
      expect(plan).toMatch(/user_session_ended_idx/);
      expect(plan).toMatch(/user_session_open(_by_user)?_idx/);
      expect(Math.max(...discardedRows(plan))).toBeLessThan(A_WEEK_OF_SESSIONS);
    }
  }
});

/** Returns how many rows each part of a plan read and discarded. */
function discardedRows(plan: string): number[] {
  return [...plan.matchAll(/Rows Removed by (?:Join )?Filter: (\d+)/g)].map(([, rows]) => Number(rows));
}

/**
 * Returns the plan of a query as the product runs it: a prepared statement, executed often enough for
 * PostgreSQL to choose one plan for all values.
 */
async function explain({ text, values }: Prisma.Sql): Promise<string> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    for (let run = 0; run < PREPARED_AFTER; run++)
      await client.query({ name: "day", text, values: [...values] });
    const literals = values.map((value) =>
      client.escapeLiteral(value instanceof Date ? value.toISOString() : String(value)),
    );
    const { rows } = await client.query<{ "QUERY PLAN": string }>(
      `EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF) EXECUTE day(${literals.join(", ")})`,
    );
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  } finally {
    await client.end();
  }
}
