import path from "node:path";
import pg from "pg";
import { type Database, openDatabase } from "@/lib/cli/product/database";

const NAME = "konekte_demo";

/**
 * Opens the server that the product uses, embedded or of `DATABASE_URL`, and drops the database of the last
 * demonstration there.
 *
 * @returns the address of the demonstration's database, which does not exist yet: `migrate` creates it
 */
export async function openDemoDatabase(): Promise<Database> {
  const { DATA_DIR } = process.env;
  process.env.DATA_DIR = path.dirname(DATA_DIR ?? ""); // where the embedded server is
  const server = await openDatabase();
  process.env.DATA_DIR = DATA_DIR;
  const client = new pg.Client({ connectionString: server.url });
  try {
    await client.connect();
    await client.query(`DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`);
  } finally {
    await client.end();
  }
  const url = new URL(server.url);
  url.pathname = `/${NAME}`;
  return { ...server, url: url.href };
}
