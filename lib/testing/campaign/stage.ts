import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { layOut } from "@/lib/db/embedded/address";
import { findPostmaster } from "@/lib/db/embedded/postmaster";
import { acquireEmbeddedServer } from "@/lib/db/embedded/server";
import { migrate } from "@/lib/db/migrate";
import { type DatabaseProxy, startDatabaseProxy } from "@/lib/testing/database/database-proxy";
import { type Application, freePort, startApplication } from "@/lib/testing/programs/application";

const INSTANCES = ["A", "B", "untracked"] as const;
export type InstanceName = (typeof INSTANCES)[number];

/** What is broken, and what it is broken with. */
export interface Stage {
  proxy: DatabaseProxy;
  /** Where an instance is, dead or alive. */
  url(name: InstanceName): string;
  /** The instance that nobody kills. */
  survivor(): Application;
  killA(): Promise<void>;
  startA(): Promise<void>;
  /** kill -9 of the server that all backends are children of; whoever leases it starts it again. */
  killPostgres(): Promise<void>;
  /** One statement beside the product, not through the proxy. */
  ask<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Sign-outs that wait on the disks of both instances. */
  countSpooled(): Promise<number>;
  end(): Promise<void>;
}

const COMES_BACK_MS = 60_000;
const LOOK_EVERY_MS = 100;

/** A real PostgreSQL that loses nothing, a proxy before it, and three instances: one to kill, one that survives, one without tracking. */
export async function setStage(): Promise<Stage> {
  const postgres = await mkdtemp(path.join(tmpdir(), "konekte-postgres-"));
  const folder = await mkdtemp(path.join(tmpdir(), "konekte-faults-"));
  const server = await acquireEmbeddedServer({ folder: postgres });
  await migrate(server.url);
  const proxy = await startDatabaseProxy(server.url);
  const secret = randomBytes(32).toString("hex");
  Object.assign(process.env, { DATABASE_URL: server.url, NEXTAUTH_SECRET: secret, LOG_LEVEL: "silent" });
  const dataDir = (name: InstanceName) => path.join(folder, name);
  const ports = { A: await freePort(), B: await freePort(), untracked: await freePort() };
  const start = (name: InstanceName) =>
    startApplication(ports[name], {
      DATABASE_URL: proxy.url,
      NEXTAUTH_SECRET: secret,
      SEED: "none",
      SEED_PASSWORD: secret,
      DATA_DIR: dataDir(name), // outlives the process
      LOG_LEVEL: "error",
      TRUSTED_PROXIES: "loopback",
      TRACKING: name === "untracked" ? "off" : "on",
    });
  const running = { A: await start("A"), B: await start("B"), untracked: await start("untracked") };
  const client = { connectionString: server.url, connectionTimeoutMillis: 2_000 };

  async function ask<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const connection = new pg.Client(client);
    connection.on("error", () => {});
    try {
      await connection.connect();
      return (await connection.query<Row>(sql, values)).rows;
    } finally {
      await connection.end().catch(() => {});
    }
  }

  async function waitForPostgres(): Promise<void> {
    const deadline = Date.now() + COMES_BACK_MS;
    while (!(await ask("SELECT 1").catch(() => null))) {
      if (Date.now() > deadline) throw new Error("PostgreSQL does not come back");
      await sleep(LOOK_EVERY_MS);
    }
  }

  return {
    proxy,
    url: (name) => `http://localhost:${ports[name]}`,
    survivor: () => running.B,
    killA: () => running.A.kill(),
    async startA() {
      running.A = await start("A");
    },
    async killPostgres() {
      const postmaster = await findPostmaster(layOut(postgres).cluster);
      if (!postmaster) throw new Error("PostgreSQL does not run");
      process.kill(postmaster.pid, "SIGKILL");
      await waitForPostgres();
    },
    ask,
    async countSpooled() {
      const waiting = INSTANCES.map((name) => readdir(path.join(dataDir(name), "sign-outs")).catch(() => []));
      return (await Promise.all(waiting)).flat().filter((name) => name.endsWith(".json")).length;
    },
    async end() {
      for (const name of INSTANCES) await running[name].stop();
      await proxy.close();
      await server.release();
      for (const each of [postgres, folder]) await rm(each, { recursive: true, force: true });
    },
  };
}
