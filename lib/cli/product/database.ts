import pg from "pg";
import { DatabaseFault } from "@/lib/db/database-fault";
import { embeddedFolder } from "@/lib/db/embedded/address";
import { acquireEmbeddedServer } from "@/lib/db/embedded/server";
import { errorCode } from "@/lib/error-code";

export interface Database {
  url: string;
  embedded: boolean;
  /** Ends what `openDatabase` began: for the embedded server, our share of it. */
  release(): Promise<void>;
}

const CONNECT_LIMIT_MS = 5_000;
const OLDEST_VERSION = 15;

/**
 * The database of `DATABASE_URL`, or else the embedded one, started when it is not running. May be empty or not exist
 * yet: `migrate` makes it.
 *
 * @throws DatabaseFault when there is none to work with
 */
export async function openDatabase(): Promise<Database> {
  const url = process.env.DATABASE_URL;
  if (url) {
    await requireAnswer(url);
    return { url, embedded: false, release: async () => {} };
  }
  const server = await acquireEmbeddedServer({ folder: embeddedFolder() });
  return { url: server.url, embedded: true, release: server.release };
}

async function requireAnswer(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    query_timeout: CONNECT_LIMIT_MS,
  });
  client.on("error", () => {}); // a connection that breaks also rejects what waits for it
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
    const version = rows[0]?.server_version ?? "";
    if (Number.parseInt(version, 10) < OLDEST_VERSION) {
      throw new DatabaseFault("too_old", { version, oldest: String(OLDEST_VERSION) });
    }
  } catch (error) {
    if (!isMissingDatabase(error)) throw connectionFault(error, url);
  } finally {
    await client.end().catch(() => {});
  }
}

function isMissingDatabase(error: unknown): boolean {
  return errorCode(error) === "3D000";
}

/** Classes 28 of PostgreSQL's codes: wrong password, role or pg_hba.conf. All else means that nothing answers. */
function connectionFault(error: unknown, url: string): Error {
  if (error instanceof DatabaseFault) return error;
  const where = new URL(url).host;
  const code = errorCode(error).startsWith("28") ? "refused" : "unreachable";
  const reason = errorCode(error) || (error instanceof Error ? error.message : String(error));
  return new DatabaseFault(code, { where, reason }, { cause: error });
}
