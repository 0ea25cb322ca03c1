import pg from "pg";

/**
 * Returns whether there is any user, disabled or not. It uses its own connection, because it runs before the
 * application loads the Prisma client.
 */
export async function hasUsers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {}); // the query rejects with the same error
  await client.connect();
  try {
    const { rows } = await client.query<{ any: boolean }>("SELECT EXISTS (SELECT 1 FROM app_user) AS any");
    return rows[0]?.any ?? false;
  } finally {
    await client.end();
  }
}
