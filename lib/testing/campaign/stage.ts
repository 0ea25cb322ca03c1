import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { layOut } from "@/lib/db/embedded/address";
import { findPostmaster } from "@/lib/db/embedded/postmaster";
import { acquireEmbeddedServer } from "@/lib/db/embedded/server";
import { prepareSchema } from "@/lib/db/prepare-schema";
import { type DatabaseProxy, startDatabaseProxy } from "@/lib/testing/database/database-proxy";
import { type Application, freePort, startApplication } from "@/lib/testing/programs/application";

const INSTANCES = ["A", "B", "untracked"] as const;
export type InstanceName = (typeof INSTANCES)[number];

/** The system under test, and the means to break it. */
export interface Stage {
  proxy: DatabaseProxy;
  /** Address of an instance, also while it is dead. */
  url(name: InstanceName): string;
  /** The instance that is never killed. */
  survivor(): Application;
  killA(): Promise<void>;
  startA(): Promise<void>;
  /**
   * Kills the postmaster with SIGKILL; a process with a lease starts it again. Resolves when it accepts
   * connections.
   */
  killPostgres(): Promise<void>;
  /** Runs SQL as the owner directly on the database, not through the proxy. */
  ask<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Counts the sign-outs in the spools of all instances. */
  countSpooled(): Promise<number>;
  end(): Promise<void>;
}

const RESTART_TIMEOUT_MS = 60_000;
const POLL_MS = 100;

/**
 * Starts a durable PostgreSQL, a proxy in front of it, and three instances: A is killed, B survives, and one
 * runs without tracking.
 */
export async function setStage(): Promise<Stage> {
  const postgres = await mkdtemp(path.join(tmpdir(), "konekte-postgres-"));
  const folder = await mkdtemp(path.join(tmpdir(), "konekte-faults-"));
  const server = await acquireEmbeddedServer({ folder: postgres });
  await prepareSchema(server);
  const proxy = await startDatabaseProxy(server.url);
  const secret = randomBytes(32).toString("hex");
  Object.assign(process.env, { DATABASE_URL: server.url, NEXTAUTH_SECRET: secret, LOG_LEVEL: "silent" });
  const ports = { A: await freePort(), B: await freePort(), untracked: await freePort() };
  const start = (name: InstanceName) =>
    startApplication(ports[name], {
      DATABASE_URL: proxy.url,
      MIGRATION_DATABASE_URL: server.ownerUrl, // for the start only, so not through the proxy
      NEXTAUTH_SECRET: secret,
      SEED: "none",
      SEED_PASSWORD: secret,
      DATA_DIR: path.join(folder, name), // outlives the process
      LOG_LEVEL: "error",
      TRUSTED_PROXIES: "loopback",
      TRACKING: name === "untracked" ? "off" : "on",
    });
  const running = { A: await start("A"), B: await start("B"), untracked: await start("untracked") };
  return {
    proxy,
    url: (name) => `http://localhost:${ports[name]}`,
    survivor: () => running.B,
    killA: () => running.A.kill(),
    async startA() {
      running.A = await start("A");
    },
    async killPostgres() {
      await killPostmaster(postgres);
      await waitForPostgres(server.url);
    },
    ask: (sql, values) => query(server.ownerUrl, sql, values),
    countSpooled: () => countSpooledIn(folder),
    async end() {
      for (const name of INSTANCES) await running[name].stop();
      await proxy.close();
      await server.release();
      for (const each of [postgres, folder]) await rm(each, { recursive: true, force: true });
    },
  };
}

async function query<Row extends pg.QueryResultRow>(
  connectionString: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const connection = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  connection.on("error", () => {});
  try {
    await connection.connect();
    return (await connection.query<Row>(sql, values)).rows;
  } finally {
    await connection.end().catch(() => {});
  }
}

async function killPostmaster(folder: string): Promise<void> {
  const postmaster = await findPostmaster(layOut(folder).cluster);
  if (!postmaster) throw new Error("PostgreSQL does not run");
  process.kill(postmaster.pid, "SIGKILL");
}

async function waitForPostgres(url: string): Promise<void> {
  const deadline = Date.now() + RESTART_TIMEOUT_MS;
  while (!(await query(url, "SELECT 1").catch(() => null))) {
    if (Date.now() > deadline) throw new Error("PostgreSQL does not accept connections again");
    await sleep(POLL_MS);
  }
}

/** @param folder - has the data folder of each instance, by its name */
async function countSpooledIn(folder: string): Promise<number> {
  const spools = INSTANCES.map((name) => readdir(path.join(folder, name, "sign-outs")).catch(() => []));
  return (await Promise.all(spools)).flat().filter((name) => name.endsWith(".json")).length;
}
