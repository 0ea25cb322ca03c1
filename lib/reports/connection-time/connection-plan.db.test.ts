import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { fillDatabase } from "@/lib/testing/database/fill-database";
import { hourBounds } from "./connection-calendar";
import { heatQuery } from "./connection-heat";
import { DEFAULT_CONNECTION_TIME_VIEW } from "./connection-time";
import { pageQuery, rowsQuery } from "./connection-time-sql";
import { reportWindowOf } from "./report-window";

/*
 * The queries read only the sessions near a period, by an index, however long the history is. Negative
 * controls: without the bound `longBefore`, or with the maximum age as a parameter, a day of the past reads
 * all sessions.
 */
const limits = { idleMs: 3_600_000, maxAgeMs: 43_200_000 };
const now = new Date("2026-11-02T12:00:00Z");
/**
 * Executions before the plan is read. PostgreSQL plans the first five for their own values, and may use one
 * plan for all values afterwards (manual, PREPARE).
 */
const PREPARED_AFTER = 6;
const SESSIONS_A_DAY = 2 * 60 * 24;

beforeAll(
  () => fillDatabase(process.env.MIGRATION_DATABASE_URL, { users: 1_000, sessions: 100_000, open: 100, now }),
  120_000,
);

test.each([
  ["the latest days", { from: "2026-11-01" }, 2.5],
  ["a day of the past", { from: "2026-10-05", to: "2026-10-05" }, 1.7],
  ["two days of the past, by role", { from: "2026-10-05", to: "2026-10-06", of: "role" }, 2.7],
] as const)("rows and heat of %s read only sessions near that period", async (_label, given, days) => {
  const view = { ...DEFAULT_CONNECTION_TIME_VIEW, ...given };
  const { queryWindow, calendar } = reportWindowOf(view, now);
  const rows = pageQuery({ of: view.of, scope: view, queryWindow, limits }, view);
  const heat = heatQuery(view, hourBounds(calendar, env().timeZone), queryWindow, limits);
  for (const query of [rows, heat]) await checkReads(query, days * SESSIONS_A_DAY + 100);
});

test("the rows of 30 users, as an export reads them, read hardly more than their sessions", async () => {
  const users = await prisma.user.findMany({ orderBy: { id: "asc" }, take: 30, select: { id: true } });
  const view = {
    ...DEFAULT_CONNECTION_TIME_VIEW,
    from: "2026-10-02",
    userIds: users.map(({ id }) => id),
  };
  const { queryWindow } = reportWindowOf(view, now);
  await checkReads(rowsQuery({ of: view.of, scope: view, queryWindow, limits }), 30 * 125 * 1.2 + 100);
});

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: PlanNode[];
}
const PlanNode: z.ZodType<PlanNode> = z.lazy(() =>
  z.object({
    "Node Type": z.string(),
    "Relation Name": z.string().optional(),
    "Actual Rows": z.number(),
    "Actual Loops": z.number(),
    "Rows Removed by Filter": z.number().optional(),
    "Rows Removed by Index Recheck": z.number().optional(),
    Plans: z.array(PlanNode).optional(),
  }),
);

async function checkReads(query: { text: string; values: unknown[] }, maxRows: number): Promise<void> {
  const read = nodesOf(await explain(query)).filter((node) => node["Relation Name"] === "user_session");
  expect(read.map((node) => node["Node Type"]).filter((type) => type.includes("Seq Scan"))).toEqual([]);
  const rows = read.map(
    (node) =>
      (node["Actual Rows"] +
        (node["Rows Removed by Filter"] ?? 0) +
        (node["Rows Removed by Index Recheck"] ?? 0)) *
      node["Actual Loops"],
  );
  expect(rows.reduce((sum, each) => sum + each, 0)).toBeLessThan(maxRows);
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/**
 * Returns the plan of a query as the product runs it: a prepared statement, executed often enough for
 * PostgreSQL to choose one plan for all values.
 */
async function explain({ text, values }: { text: string; values: unknown[] }): Promise<PlanNode> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    for (let run = 0; run < PREPARED_AFTER; run++)
      await client.query({ name: "rows", text, values: [...values] });
    const literals = values.map((value) => client.escapeLiteral(toLiteral(value))).join(", ");
    const { rows } = await client.query<{ "QUERY PLAN": unknown }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE rows(${literals})`,
    );
    const [{ Plan }] = z.tuple([z.object({ Plan: PlanNode })]).parse(rows[0]?.["QUERY PLAN"]);
    return Plan;
  } finally {
    await client.end();
  }
}

function toLiteral(value: unknown): string {
  if (Array.isArray(value)) return `{${value.join(",")}}`;
  return value instanceof Date ? value.toISOString() : String(value);
}
