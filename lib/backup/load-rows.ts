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
 * Loads the rows of a backup into a database that has exactly the tables of the backup. It does so in one
 * transaction: all rows or none.
 *
 * @param verified - header and footer from the first, complete reading of the file
 * @throws BackupFault `other_tables` when tables, columns or sequences differ, `impossible_rows` when a row
 *   breaks a rule of its table or a count is wrong, `damaged` when the file has changed since, and as
 *   {@link readBackup}
 */
export function loadRows(url: string, file: string, verified: Backup, signal?: AbortSignal): Promise<void> {
  return withClient(url, async (client) => {
    await requireTables(client, verified);
    await client.query("BEGIN");
    for (const statement of [...PLAIN_VALUES, NO_TRIGGERS]) await client.query(statement);
    const rebuild = await dropKeysAndIndexes(client);
    // Migrations may have inserted rows.
    await client.query(`TRUNCATE ${verified.header.tables.map(nameOf).join(", ")}`);
    const read = await copyAll(client, file, signal);
    // The file was replaced since it was verified.
    if (!isDeepStrictEqual(read, verified)) throw new BackupFault("damaged", { file });
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

/**
 * Turns data exceptions (class 22) and broken constraints (class 23) into a fault; throws other errors as
 * they are. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
function refuseRows(error: unknown): never {
  throw error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? "")
    ? new BackupFault("impossible_rows", { table: error.table ?? "" }, { cause: error })
    : error;
}

/**
 * Drops the foreign keys and the indexes that are not unique. While triggers are off, no foreign key is
 * checked; adding it again checks all rows. Building an index after the load is faster than updating it for
 * each row.
 *
 * @returns the statements that create them again
 */
async function dropKeysAndIndexes(client: pg.Client): Promise<string[]> {
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
