import pg from "pg";
import { BackupFault } from "@/lib/backup/backup-fault";
import { withClient } from "@/lib/backup/with-client";
import { EMBEDDED_DATABASE, urlOfDatabase } from "@/lib/db/embedded/address";

/** Database into which a backup is loaded, until it replaces the product's database. */
const DRAFT = `${EMBEDDED_DATABASE}_restoring`;
/** Prefix of the names of replaced databases. The time of the replacement follows. */
const KEPT = `${EMBEDDED_DATABASE}_before_restore_`;
/** PostgreSQL's error code when another connection uses the database. */
const OBJECT_IN_USE = "55006";

/**
 * Runs `work` on the server's maintenance database.
 *
 * @param url - of any database of the server
 */
function withServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return withClient(urlOfDatabase(url, "postgres"), work);
}

/**
 * Creates an empty draft database beside the product's. A draft that an interrupted restore left is dropped
 * first.
 *
 * @returns the address of the draft
 */
export async function makeDraft(url: string): Promise<string> {
  await dropDraft(url);
  await withServer(url, (client) => client.query(`CREATE DATABASE ${DRAFT} TEMPLATE template0`));
  return urlOfDatabase(url, DRAFT);
}

export async function dropDraft(url: string): Promise<void> {
  await withServer(url, (client) => drop(client, DRAFT));
}

/** Lists the names of the databases that earlier restores have kept, the newest first. */
export function listKept(url: string): Promise<string[]> {
  return withServer(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1) ORDER BY datname DESC",
      [KEPT],
    );
    return rows.map(({ name }) => name);
  });
}

/**
 * Drops all databases that earlier restores have kept.
 *
 * @returns how many there were
 */
export async function dropKept(url: string): Promise<number> {
  const kept = await listKept(url);
  await withServer(url, async (client) => {
    for (const name of kept) await drop(client, name);
  });
  return kept.length;
}

/**
 * Replaces the product's database by another one of the server, by two renames in one transaction. The
 * replaced database is kept under a name with `stamp`; an empty one is dropped.
 *
 * @param name - the draft, or a database that was kept
 * @param stamp - local time of the replacement: `20251111_143215`
 * @returns the new name of the replaced database; null when it was empty
 * @throws BackupFault `in_use` when another connection uses one of the two
 */
export async function putInPlace(url: string, name: string, stamp: string): Promise<string | null> {
  const empty = await isEmpty(url);
  const kept = `${KEPT}${stamp}`;
  await withServer(url, async (client) => {
    await client.query("BEGIN");
    await rename(client, EMBEDDED_DATABASE, kept);
    await rename(client, name, EMBEDDED_DATABASE);
    await client.query("COMMIT");
    if (empty) await drop(client, kept);
  });
  return empty ? null : kept;
}

export function nameOfDraft(): string {
  return DRAFT;
}

function isEmpty(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    const { rowCount } = await client.query(
      "SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace LIMIT 1",
    );
    return rowCount === 0;
  });
}

async function rename(client: pg.Client, name: string, other: string): Promise<void> {
  const statement = `ALTER DATABASE ${pg.escapeIdentifier(name)} RENAME TO ${pg.escapeIdentifier(other)}`;
  await client.query(statement).catch((cause: unknown) => {
    throw cause instanceof pg.DatabaseError && cause.code === OBJECT_IN_USE
      ? new BackupFault("in_use", {}, { cause })
      : cause;
  });
}

async function drop(client: pg.Client, name: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
}
