import { Socket } from "node:net";
import pg from "pg";

const CONNECT_TIMEOUT_MS = 5_000;

/** `application_name` in pg_stat_activity: separates these connections from those of the product. */
const NAME = "konekte-backup";

/**
 * Runs `work` on a connection of its own. It has none of the product's timeouts, because a copy takes long.
 * When `work` fails, the socket is destroyed: after a half-read copy, an orderly end would wait for the
 * remaining rows.
 */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: url,
    application_name: NAME,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    stream: () => socket,
  });
  client.on("error", () => {}); // the query that waits rejects with the same error
  try {
    await client.connect();
    const outcome = await work(client);
    await client.end();
    return outcome;
  } finally {
    socket.destroy();
  }
}
