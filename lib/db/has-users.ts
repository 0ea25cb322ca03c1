import pg from "pg";

/** Whether anybody could sign in; asked before the application, and with it the Prisma client, is loaded. */
export async function hasUsers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {}); // also rejects the query
  await client.connect();
  try {
    const { rows } = await client.query<{ any: boolean }>("SELECT EXISTS (SELECT 1 FROM app_user) AS any");
    return rows[0]?.any ?? false;
  } finally {
    await client.end();
  }
}
