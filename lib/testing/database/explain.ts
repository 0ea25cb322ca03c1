import pg from "pg";
import { z } from "zod";
import type { Prisma } from "@/lib/db/client";

/**
 * PostgreSQL plans the first five executions for their own values (manual, PREPARE); from the sixth on, a
 * generic plan is possible.
 */
const PREPARED_AFTER = 6;

/** The fields of an EXPLAIN node that tests read. */
export interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  Filter?: string;
  Plans?: PlanNode[];
}
const PlanNode: z.ZodType<PlanNode> = z.lazy(() =>
  z.object({
    "Node Type": z.string(),
    "Relation Name": z.string().optional(),
    "Index Name": z.string().optional(),
    Filter: z.string().optional(),
    Plans: z.array(PlanNode).optional(),
  }),
);

/** Returns a node and all its descendants. */
export function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/**
 * Returns the plan of a query as the product runs it: prepared, and executed often enough that PostgreSQL may
 * choose a generic plan.
 */
export async function explain({ text, values }: Prisma.Sql): Promise<PlanNode> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    for (let run = 0; run < PREPARED_AFTER; run++)
      await client.query({ name: "page", text, values: [...values] });
    const literals = values.map((value) => client.escapeLiteral(toText(value)));
    const { rows } = await client.query<{ "QUERY PLAN": unknown }>(
      `EXPLAIN (FORMAT JSON) EXECUTE page${literals.length > 0 ? `(${literals.join(", ")})` : ""}`,
    );
    const [{ Plan }] = z.tuple([z.object({ Plan: PlanNode })]).parse(rows[0]?.["QUERY PLAN"]);
    return Plan;
  } finally {
    await client.end();
  }
}

/** Formats a value as PostgreSQL reads it. */
function toText(value: unknown): string {
  if (Array.isArray(value))
    return `{${value.map((item) => (item === null ? "NULL" : JSON.stringify(String(item))))}}`;
  return value instanceof Date ? value.toISOString() : String(value);
}
