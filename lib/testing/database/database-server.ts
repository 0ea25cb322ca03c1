import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { urlOfDatabase } from "@/lib/db/embedded/address";
import { acquireEmbeddedServer } from "@/lib/db/embedded/server";
import { type Addresses, prepareSchema } from "@/lib/db/prepare-schema";
import { withConnection } from "@/lib/db/with-connection";

declare module "vitest" {
  export interface ProvidedContext {
    /** A server, the migrated database on it to copy, and the role that has the product's rights there. */
    database: { serverUrl: string; template: string; runtime: RuntimeRole };
  }
}

/** A role that owns nothing. `prepareSchema` gives it the rights that the product has. */
export interface RuntimeRole {
  name: string;
  password: string;
}

export interface ThrowAwayServer {
  /** Address of the maintenance database, on which others can be created. */
  url: string;
  runtime: RuntimeRole;
  release(): Promise<void>;
}

/**
 * Returns a PostgreSQL for tests and benchmarks: that of `TEST_DATABASE_SERVER_URL` when set (version 15 or
 * newer, a role that may create databases and roles), else an embedded one in a temporary folder, deleted by
 * `release`.
 */
export async function throwAwayServer(): Promise<ThrowAwayServer> {
  const given = process.env.TEST_DATABASE_SERVER_URL;
  if (given) {
    const runtime = await createRole(given);
    return { url: given, runtime, release: () => run(given, `DROP ROLE "${runtime.name}"`) };
  }
  const folder = await mkdtemp(path.join(tmpdir(), "konekte-postgres-"));
  const server = await acquireEmbeddedServer({ folder, durable: false });
  const url = urlOfDatabase(server.ownerUrl, "postgres");
  return {
    url,
    runtime: await createRole(url),
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
    await prepareSchema(addressesOf(await createDatabase(server.url, template), server.runtime));
  } catch (error) {
    await server.release();
    throw error;
  }
  project.provide("database", { serverUrl: server.url, template, runtime: server.runtime });
  return async () => {
    await dropDatabase(server.url, template);
    await server.release();
  };
}

/**
 * Creates an empty database, or a copy of a template that has no connections. Takes milliseconds.
 *
 * @returns its address for its owner
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

/** Returns the addresses of a database for both roles, from that for its owner. */
export function addressesOf(ownerUrl: string, { name, password }: RuntimeRole): Addresses {
  const url = Object.assign(new URL(ownerUrl), { username: name, password });
  return { url: url.href, ownerUrl };
}

/**
 * Returns the settings with which the product serves a database as a role that owns nothing.
 *
 * @param ownerUrl - also through a proxy
 */
export function settingsFor(ownerUrl: string, runtime: RuntimeRole): Record<string, string> {
  const addresses = addressesOf(ownerUrl, runtime);
  return { DATABASE_URL: addresses.url, MIGRATION_DATABASE_URL: addresses.ownerUrl };
}

async function createRole(serverUrl: string): Promise<RuntimeRole> {
  const role = { name: uniqueName("konekte_test_app"), password: randomBytes(16).toString("hex") };
  await run(serverUrl, `CREATE ROLE "${role.name}" LOGIN PASSWORD '${role.password}'`);
  return role;
}

async function run(url: string, sql: string): Promise<void> {
  await withConnection(url, (client) => client.query(sql));
}
