import pg from "pg";
import { DatabaseFault } from "@/lib/db/database-fault";
import { EMBEDDED_DATABASE, embeddedUrl } from "@/lib/db/embedded/address";
import { errorCode } from "@/lib/error-code";

/**
 * A lease is one open connection with this `application_name`. It ends with its process, even a killed one.
 */
const LEASE = "konekte-lease";
const CONNECT_TIMEOUT_MS = 5_000;

export interface Lease {
  /** Returns whether no other process holds a lease. */
  isLast(): Promise<boolean>;
  /** Closes the connection; `onLost` is not called. */
  end(): Promise<void>;
}

/**
 * Takes a lease on a running server. It verifies that the server runs on this data folder, and creates the
 * product's database when it does not exist.
 *
 * @param onLost - called when the server closes the connection, because it was killed or restarted
 * @throws DatabaseFault `not_ours` when another server answers on this port
 */
export async function takeLease(
  { port, password, cluster }: { port: number; password: string; cluster: string },
  onLost: () => void,
): Promise<Lease> {
  const client = new pg.Client({
    connectionString: embeddedUrl(port, password, "postgres"),
    application_name: LEASE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  client.on("error", () => {}); // "end" follows; an error without a listener would end this process
  await client.connect().catch((cause) => {
    throw isRefusal(cause)
      ? new DatabaseFault("not_ours", { port: String(port), folder: cluster }, { cause })
      : cause;
  });
  client.once("end", onLost);
  const end = async () => {
    client.removeListener("end", onLost);
    await client.end().catch(() => {});
  };
  try {
    await requireSameFolder(client, cluster, port);
    await ensureDatabase(client);
  } catch (error) {
    await end();
    throw error;
  }
  return { isLast: () => isOnlyLease(client), end };
}

/**
 * Returns whether the server rejected the password or the role.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
function isRefusal(error: unknown): boolean {
  return ["28P01", "28000"].includes(errorCode(error));
}

async function requireSameFolder(client: pg.Client, cluster: string, port: number): Promise<void> {
  const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
  if (rows[0]?.data_directory !== cluster)
    throw new DatabaseFault("not_ours", { port: String(port), folder: cluster });
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [
    EMBEDDED_DATABASE,
  ]);
  if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(EMBEDDED_DATABASE)}`);
}

async function isOnlyLease(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(
    "SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid() LIMIT 1",
    [LEASE],
  );
  return rowCount === 0;
}
