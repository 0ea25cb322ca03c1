import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { urlOfDatabase } from "@/lib/db/embedded/address";
import { acquireEmbeddedServer } from "@/lib/db/embedded/server";
import { migrate } from "@/lib/db/migrate";

declare module "vitest" {
  export interface ProvidedContext {
    /** A server, and the migrated database on it to copy. */
    database: { serverUrl: string; template: string };
  }
}

export interface ThrowAwayServer {
  /** Address of the maintenance database, on which others can be created. */
  url: string;
  release(): Promise<void>;
}

/**
 * Returns a PostgreSQL for tests and benchmarks: that of `TEST_DATABASE_SERVER_URL` when set (version 15 or
 * newer, a role that may create databases), else an embedded one in a temporary folder, deleted by `release`.
 */
export async function throwAwayServer(): Promise<ThrowAwayServer> {
  const given = process.env.TEST_DATABASE_SERVER_URL;
  if (given) return { url: given, release: async () => {} };
  const folder = await mkdtemp(path.join(tmpdir(), "konekte-postgres-"));
  const server = await acquireEmbeddedServer({ folder, durable: false });
  return {
    url: urlOfDatabase(server.url, "postgres"),
    async release() {
      await server.release();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Vitest calls this once for all `*.db.test.ts`: creates and migrates the template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await throwAwayServer();
  const template = uniqueName("konekte_template");
  try {
    await createDatabase(server.url, template);
    await migrate(urlOfDatabase(server.url, template));
  } catch (error) {
    await server.release();
    throw error;
  }
  project.provide("database", { serverUrl: server.url, template });
  return async () => {
    await dropDatabase(server.url, template);
    await server.release();
  };
}

/**
 * Creates an empty database, or a copy of a template that has no connections. Takes milliseconds.
 *
 * @returns its address
 */
export async function createDatabase(
  serverUrl: string,
  name: string,
  template = "template0",
): Promise<string> {
  await run(serverUrl, `CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  return urlOfDatabase(serverUrl, name);
}

/** Drops a database, if it exists, and ends its connections. */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await run(serverUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}

/** Returns a database name that is unique on a shared server: prefix, process id and time. */
export function uniqueName(prefix: string): string {
  return `${prefix}_${process.pid}_${Date.now().toString(36)}`;
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
