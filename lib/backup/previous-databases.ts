import pg from "pg";
import { BackupFault } from "@/lib/backup/backup-fault";
import { withClient } from "@/lib/backup/with-client";
import { EMBEDDED_DATABASE, onDatabase } from "@/lib/db/embedded/address";

/** What is being restored, until it takes the place of the product's database. */
const DRAFT = `${EMBEDDED_DATABASE}_restoring`;
/** What was the product's database before, by when that ended. */
const KEPT = `${EMBEDDED_DATABASE}_before_restore_`;
/** Somebody is connected to it. */
const OBJECT_IN_USE = "55006";

/** @param url - of any database of the server */
function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return withClient(onDatabase(url, "postgres"), work);
}

/** Makes an empty database beside the product's; what an earlier restore left half-made goes. @returns its address */
export async function makeDraft(url: string): Promise<string> {
  await dropDraft(url);
  await onServer(url, (client) => client.query(`CREATE DATABASE ${DRAFT} TEMPLATE template0`));
  return onDatabase(url, DRAFT);
}

export async function dropDraft(url: string): Promise<void> {
  await onServer(url, (client) => drop(client, DRAFT));
}

/** @returns the names of databases that earlier restores have kept, the newest first */
export function listKept(url: string): Promise<string[]> {
  return onServer(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1) ORDER BY datname DESC",
      [KEPT],
    );
    return rows.map(({ name }) => name);
  });
}

export async function dropKept(url: string): Promise<number> {
  const kept = await listKept(url);
  await onServer(url, async (client) => {
    for (const name of kept) await drop(client, name);
  });
  return kept.length;
}

/**
 * Lets another database take the place of the product's, which is kept under a name of this moment: both at once, or neither.
 *
 * @param name - of the draft, or of one that was kept
 * @param stamp - `20251111_143215`
 * @returns what the database before is called now; null when there was nothing in it to keep
 * @throws BackupFault `in_use` when somebody is connected to either
 */
export async function putInPlace(url: string, name: string, stamp: string): Promise<string | null> {
  const empty = await isEmpty(url);
  const kept = `${KEPT}${stamp}`;
  await onServer(url, async (client) => {
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
