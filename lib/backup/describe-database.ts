import pg from "pg";
import { type Migration, nameOf, type Sequence, type Table } from "@/lib/backup/backup-format";

/** Prisma's own table. Its rows are not in a backup: the header names the migrations instead. */
const MIGRATIONS_TABLE = "_prisma_migrations";

/** Lists the tables that the migrations made, by name, with their columns. Generated columns are left out. */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> $1
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname COLLATE "C"`,
    [MIGRATIONS_TABLE],
  );
  return rows;
}

/**
 * Lists the sequences and their current values. Sequences are not transactional. When they are read after the
 * snapshot was taken, each value is at least as high as those in the rows of the snapshot.
 */
export async function listSequences(client: pg.Client): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' ORDER BY relname COLLATE "C"`,
  );
  const sequences: Sequence[] = [];
  for (const { name } of rows) {
    const found = await client.query<Omit<Sequence, "name">>(
      `SELECT last_value::text AS value, is_called AS called FROM ${nameOf({ name })}`,
    );
    sequences.push(...found.rows.map((row) => ({ name, ...row })));
  }
  return sequences;
}

/** Lists the applied migrations by name; empty when the database has no table of migrations. */
export async function listMigrations(client: pg.Client): Promise<Migration[]> {
  const { rows: found } = await client.query<{ there: boolean }>(
    "SELECT to_regclass($1) IS NOT NULL AS there",
    [`public.${pg.escapeIdentifier(MIGRATIONS_TABLE)}`],
  );
  if (!found[0]?.there) return [];
  const { rows } = await client.query<Migration>(
    `SELECT migration_name AS name, checksum FROM ${nameOf({ name: MIGRATIONS_TABLE })}
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name COLLATE "C"`,
  );
  return rows;
}
