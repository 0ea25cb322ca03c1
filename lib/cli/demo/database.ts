import path from "node:path";
import { type Database, openDatabase } from "@/lib/cli/product/database";
import { urlOfDatabase } from "@/lib/db/embedded/address";
import { withConnection } from "@/lib/db/with-connection";

const NAME = "konekte_demo";

/**
 * Opens the server that the product uses, embedded or of `DATABASE_URL`, and drops the database of the last
 * demonstration there.
 *
 * @returns the addresses of the demonstration's database, which does not exist yet: `prepareSchema` makes it
 */
export async function openDemoDatabase(): Promise<Database> {
  const { DATA_DIR } = process.env;
  process.env.DATA_DIR = path.dirname(DATA_DIR ?? ""); // where the embedded server is
  const server = await openDatabase();
  process.env.DATA_DIR = DATA_DIR;
  await withConnection(server.ownerUrl, (owner) =>
    owner.query(`DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`),
  );
  const [url, ownerUrl] = [urlOfDatabase(server.url, NAME), urlOfDatabase(server.ownerUrl, NAME)];
  return { ...server, url, ownerUrl };
}
