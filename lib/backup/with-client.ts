import { Socket } from "node:net";
import pg from "pg";

const CONNECT_LIMIT_MS = 5_000;

/** Not the name of a server that runs: a backup is none. */
const NAME = "konekte-backup";

/**
 * Runs `work` on a connection of its own, without the limits of the product's: copying takes its time. When it fails in the middle of a copy the
 * connection is cut, as the server would wait for somebody to read on.
 */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: url,
    application_name: NAME,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    keepAlive: true,
    stream: () => socket,
  });
  client.on("error", () => {}); // also rejects what waits for it
  try {
    await client.connect();
    const outcome = await work(client);
    await client.end();
    return outcome;
  } finally {
    socket.destroy();
  }
}
