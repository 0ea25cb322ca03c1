import type pg from "pg";
import type { EmbeddedRole } from "@/lib/db/embedded/address";
import { connectTo, type RunningServer } from "@/lib/db/embedded/connect";

/**
 * A lease is one open connection with this `application_name`. It ends with its process, even a killed one.
 */
const LEASE = "konekte-lease";

export interface Lease {
  /** Returns whether no other process holds a lease. */
  isLast(): Promise<boolean>;
  /** Closes the connection; `onLost` is not called. */
  end(): Promise<void>;
}

/**
 * Takes a lease on a running server, as the role that serves requests: no connection of the superuser stays
 * open while the product runs.
 *
 * @param onLost - called when the server closes the connection, because it was killed or restarted
 * @throws DatabaseFault `not_ours` when another server answers on this port
 */
export async function takeLease(
  server: RunningServer,
  role: EmbeddedRole,
  onLost: () => void,
): Promise<Lease> {
  const client = await connectTo(server, role, LEASE);
  client.once("end", onLost);
  const end = async () => {
    client.removeListener("end", onLost);
    await client.end().catch(() => {});
  };
  return { isLast: () => isOnlyLease(client), end };
}

async function isOnlyLease(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(
    "SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid() LIMIT 1",
    [LEASE],
  );
  return rowCount === 0;
}
