import pg from "pg";
import { DatabaseFault } from "@/lib/db/database-fault";
import { type EmbeddedRole, embeddedUrl } from "@/lib/db/embedded/address";
import { errorCode } from "@/lib/error-code";

const CONNECT_TIMEOUT_MS = 5_000;

/** A running server and the data folder on which it should run. */
export interface RunningServer {
  port: number;
  cluster: string;
}

/**
 * Connects to the maintenance database of the embedded server.
 *
 * @param purpose - `application_name` in pg_stat_activity
 * @throws DatabaseFault `not_ours` when the server does not know the role or its password
 */
export async function connectTo(
  { port, cluster }: RunningServer,
  role: EmbeddedRole,
  purpose: string,
): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: embeddedUrl(port, role, "postgres"),
    application_name: purpose,
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
  return client;
}

/**
 * Returns whether the server rejected the password or the role.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
function isRefusal(error: unknown): boolean {
  return ["28P01", "28000"].includes(errorCode(error));
}
