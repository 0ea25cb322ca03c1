import pg from "pg";

/**
 * Runs `work` on a connection of its own, which has none of the timeouts of the Prisma client. It is for what
 * happens before the application loads that client.
 */
export async function withConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {}); // the query that waits rejects with the same error
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
