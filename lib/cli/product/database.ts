import pg from "pg";
import { DatabaseFault } from "@/lib/db/database-fault";
import { embeddedFolder } from "@/lib/db/embedded/address";
import { acquireEmbeddedServer } from "@/lib/db/embedded/server";
import type { Addresses } from "@/lib/db/prepare-schema";
import { errorCode } from "@/lib/error-code";

export interface Database extends Addresses {
  embedded: boolean;
  /** Releases this process's lease of the embedded server; does nothing for a server of `DATABASE_URL`. */
  release(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 5_000;
const OLDEST_VERSION = 15;

/**
 * Opens the database of `DATABASE_URL`, or else the embedded one, whose server is started when it does not
 * run. The database may be empty or missing: `prepareSchema` creates it. `MIGRATION_DATABASE_URL` counts only
 * together with `DATABASE_URL`; without it, one role does everything.
 *
 * @throws DatabaseFault `unreachable`, `refused` or `too_old` for one of the two, or when the embedded server
 *   fails
 */
export async function openDatabase(): Promise<Database> {
  const { DATABASE_URL: url, MIGRATION_DATABASE_URL: ownerUrl } = process.env;
  if (url) {
    await requireAnswer(url, "DATABASE_URL");
    if (ownerUrl) await requireAnswer(ownerUrl, "MIGRATION_DATABASE_URL");
    return { url, ownerUrl: ownerUrl || url, embedded: false, release: async () => {} };
  }
  return { ...(await acquireEmbeddedServer({ folder: embeddedFolder() })), embedded: true };
}

async function requireAnswer(url: string, setting: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: CONNECT_TIMEOUT_MS,
  });
  client.on("error", () => {}); // a broken connection also rejects the pending query
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
    const version = rows[0]?.server_version ?? "";
    if (Number.parseInt(version, 10) < OLDEST_VERSION) {
      throw new DatabaseFault("too_old", { version, oldest: String(OLDEST_VERSION) });
    }
  } catch (error) {
    if (!isMissingDatabase(error)) throw connectionFault(error, url, setting);
  } finally {
    await client.end().catch(() => {});
  }
}

function isMissingDatabase(error: unknown): boolean {
  return errorCode(error) === "3D000";
}

/**
 * Class 28 of PostgreSQL's error codes means a wrong password or role, or a line of pg_hba.conf: `refused`.
 * Any other error counts as `unreachable`.
 */
function connectionFault(error: unknown, url: string, setting: string): Error {
  if (error instanceof DatabaseFault) return error;
  const where = new URL(url).host;
  const code = errorCode(error).startsWith("28") ? "refused" : "unreachable";
  const reason = errorCode(error) || (error instanceof Error ? error.message : String(error));
  return new DatabaseFault(code, { setting, where, reason }, { cause: error });
}
