import pg from "pg";
import { z } from "zod";
import type { Prisma } from "@/lib/db/client";

/** PostgreSQL manual, PREPARE: the first five executions are planned for their own values. */
const PREPARED_AFTER = 6;

/** What of a plan the tests read. */
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

/** A node and all below it. */
export function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** As the product runs it: prepared, and asked often enough for PostgreSQL to choose one plan for all values if it likes that better. */
export async function explain({ text, values }: Prisma.Sql): Promise<PlanNode> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    for (let run = 0; run < PREPARED_AFTER; run++)
      await client.query({ name: "page", text, values: [...values] });
    const literals = values.map((value) => client.escapeLiteral(inWords(value)));
    const { rows } = await client.query<{ "QUERY PLAN": unknown }>(
      `EXPLAIN (FORMAT JSON) EXECUTE page${literals.length > 0 ? `(${literals.join(", ")})` : ""}`,
    );
    const [{ Plan }] = z.tuple([z.object({ Plan: PlanNode })]).parse(rows[0]?.["QUERY PLAN"]);
    return Plan;
  } finally {
    await client.end();
  }
}

function inWords(value: unknown): string {
  if (Array.isArray(value))
    return `{${value.map((item) => (item === null ? "NULL" : JSON.stringify(String(item))))}}`;
  return value instanceof Date ? value.toISOString() : String(value);
}
