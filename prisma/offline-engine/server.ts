import pg from "pg";
import { onDatabase } from "@/lib/db/embedded/address";

const CONNECT_LIMIT_MS = 5_000;

/** The name of the database in an address. */
export function databaseName(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1)) || "postgres";
}

/** One statement on a connection of its own. */
export async function runOnce(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_LIMIT_MS });
  client.on("error", () => {}); // also rejects the statement
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end().catch(() => {});
  }
}

export async function createDatabase(url: string, name = databaseName(url)): Promise<void> {
  // A connection needs some database, and not the one that is to be made.
  const maintenance = databaseName(url) === "postgres" ? "template1" : "postgres";
  await runOnce(onDatabase(url, maintenance), `CREATE DATABASE ${pg.escapeIdentifier(name)}`);
}

export async function dropDatabase(url: string, name = databaseName(url)): Promise<void> {
  await runOnce(onDatabase(url, "postgres"), `DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`);
}
