import pg from "pg";

/** Runs one statement on a connection of its own. */
export async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Returns every row of every table as sorted JSON text, by table. */
export async function contentOf(url: string): Promise<Record<string, string[]>> {
  const tables = await ask<{ name: string }>(
    url,
    `SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1`,
  );
  const content: Record<string, string[]> = {};
  for (const { name } of tables) {
    const rows = await ask<{ row: string }>(
      url,
      `SELECT to_jsonb(t)::text AS row FROM "${name}" AS t ORDER BY 1`,
    );
    content[name] = rows.map(({ row }) => row);
  }
  return content;
}

/** Returns the definitions of all indexes, constraints and triggers, with whether each trigger is enabled. */
export async function rulesOf(url: string): Promise<string[]> {
  const rules = await ask<{ rule: string }>(
    url,
    `SELECT pg_get_indexdef(indexrelid) AS rule FROM pg_index WHERE indrelid::regclass::text !~ '^pg_|^_prisma|[.]'
    UNION ALL SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated::text
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT pg_get_triggerdef(oid) || ' ' || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
    ORDER BY 1`,
  );
  return rules.map(({ rule }) => rule);
}
