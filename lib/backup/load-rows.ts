import { pipeline } from "node:stream/promises";
import { isDeepStrictEqual } from "node:util";
import pg from "pg";
import * as copyStreams from "pg-copy-streams";
import { BackupFault } from "@/lib/backup/backup-fault";
import { copyOf, NO_TRIGGERS, nameOf, PLAIN_VALUES, sequenceStatement } from "@/lib/backup/backup-format";
import { listSequences, listTables } from "@/lib/backup/describe-database";
import { type Backup, readBackup } from "@/lib/backup/read-backup";
import { withClient } from "@/lib/backup/with-client";

/**
 * Puts the rows of a backup into a database with the very tables that it was made of, in one transaction: all as they were, or none.
 *
 * @param verified - what the file said when all of it was read before
 * @throws BackupFault `other_tables`, `impossible_rows`, `damaged`
 */
export function loadRows(url: string, file: string, verified: Backup, signal?: AbortSignal): Promise<void> {
  return withClient(url, async (client) => {
    await requireTables(client, verified);
    await client.query("BEGIN");
    for (const statement of [...PLAIN_VALUES, NO_TRIGGERS]) await client.query(statement);
    const rebuild = await dropWhatIsRebuilt(client);
    await client.query(`TRUNCATE ${verified.header.tables.map(nameOf).join(", ")}`); // migrations may have put rows there
    const read = await copyAll(client, file, signal);
    if (!isDeepStrictEqual(read, verified)) throw new BackupFault("damaged", { file }); // it is another file by now
    for (const sequence of read.header.sequences) await client.query(sequenceStatement(sequence));
    await client.query("SET LOCAL session_replication_role = 'origin'");
    for (const statement of rebuild) await client.query(statement).catch(refuseRows);
    await requireCounts(client, verified);
    await client.query("COMMIT");
    await client.query("VACUUM (ANALYZE)");
  });
}

async function requireTables(client: pg.Client, { header }: Backup): Promise<void> {
  const ours = { tables: await listTables(client), sequences: (await listSequences(client)).map(nameOf) };
  const theirs = { tables: header.tables, sequences: header.sequences.map(nameOf) };
  if (!isDeepStrictEqual(ours, theirs)) throw new BackupFault("other_tables");
}

function copyAll(client: pg.Client, file: string, signal?: AbortSignal): Promise<Backup> {
  return readBackup(file, (table, rows) =>
    pipeline(rows, client.query(copyStreams.from(`${copyOf(table)} FROM STDIN`)), { signal }).catch(
      refuseRows,
    ),
  );
}

/** Data exceptions and broken rules, of PostgreSQL's classes 22 and 23. */
function refuseRows(error: unknown): never {
  throw error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? "")
    ? new BackupFault("impossible_rows", { table: error.table ?? "" }, { cause: error })
    : error;
}

/**
 * Foreign keys would be checked for no row while triggers are off: made anew at the end, they are checked for all. Indexes are made
 * faster at once than row by row.
 *
 * @returns the statements that make them again
 */
async function dropWhatIsRebuilt(client: pg.Client): Promise<string[]> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(`
    SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY 1, 2`);
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(`
    SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
    FROM pg_index AS i JOIN pg_class AS t ON t.oid = i.indrelid
    WHERE t.relnamespace = 'public'::regnamespace AND NOT i.indisunique ORDER BY 1`);
  for (const { table, name } of keys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  return [
    ...indexes.map(({ definition }) => definition),
    ...keys.map(({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`),
  ];
}

async function requireCounts(client: pg.Client, { header, footer }: Backup): Promise<void> {
  for (const table of header.tables) {
    const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${nameOf(table)}`);
    if (Number(rows[0]?.count) !== footer.rows[table.name])
      throw new BackupFault("impossible_rows", { table: table.name });
  }
}
