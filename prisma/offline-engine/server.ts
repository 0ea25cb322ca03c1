import pg from "pg";
import { urlOfDatabase } from "@/lib/db/embedded/address";

const CONNECT_TIMEOUT_MS = 5_000;

/** Returns the name of the database in an address; `postgres` when there is none. */
export function databaseName(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1)) || "postgres";
}

/** Runs one statement on a connection of its own. */
export async function runOnce(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  client.on("error", () => {}); // the error also rejects the statement
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Creates an empty database on the server of an address. */
export async function createDatabase(url: string, name = databaseName(url)): Promise<void> {
  // The statement needs a connection to another, existing database.
  const maintenance = databaseName(url) === "postgres" ? "template1" : "postgres";
  await runOnce(urlOfDatabase(url, maintenance), `CREATE DATABASE ${pg.escapeIdentifier(name)}`);
}

/** Drops a database on the server of an address, and ends its connections. */
export async function dropDatabase(url: string, name = databaseName(url)): Promise<void> {
  await runOnce(urlOfDatabase(url, "postgres"), `DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`);
}
