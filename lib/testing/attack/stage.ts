import { randomBytes } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { migrate } from "@/lib/db/migrate";
import {
  createDatabase,
  dropDatabase,
  settingsFor,
  throwAwayServer,
  uniqueName,
} from "@/lib/testing/database/database-server";
import { fillDatabase } from "@/lib/testing/database/fill-database";
import { type Application, freePort, startApplication } from "@/lib/testing/programs/application";
import type { MadePassword } from "./office";

/** The product under attack. */
export interface Stage {
  port: number;
  application(): Application;
  /** Returns what the product has printed since the last call. */
  takeOutput(): string;
  /** Kills the product and starts it again, after an attack that it has not survived. */
  restart(): Promise<void>;
  /** The password of all accounts of a campaign. */
  made: MadePassword;
  /** Path of the largest static file. */
  chunk: string;
  end(): Promise<void>;
}

/** An organisation of some size, so that its pages are no empty tables. */
const FILLING = { users: 400, sessions: 40_000, open: 60 };
const CHUNKS = ".next/static/chunks";
const COLLECTOR = pathToFileURL("lib/testing/attack/collect-garbage.mjs").href;
const WITH_COLLECTOR: Record<string, string> = { NODE_OPTIONS: `--expose-gc --import ${COLLECTOR}` };

/**
 * Starts the product on a filled throw-away database, which it serves as a role that owns nothing; the Prisma
 * client of this process owns it. The product trusts no proxy, so addresses are those of sockets.
 *
 * @param collects - whether the product can be made to collect its garbage (meter.ts)
 */
export async function setStage(collects: boolean): Promise<Stage> {
  const server = await throwAwayServer();
  const database = uniqueName("konekte_attack");
  const url = await createDatabase(server.url, database);
  await migrate(url);
  await fillDatabase(url, { ...FILLING, now: new Date() });
  const secret = randomBytes(32).toString("hex");
  const settings = { DATABASE_URL: url, NEXTAUTH_SECRET: secret, SEED: "none" };
  const port = await freePort();
  const collector = collects ? WITH_COLLECTOR : {};
  const served = { ...settings, ...settingsFor(url, server.runtime), ...collector, LOG_LEVEL: "info" };
  const start = () => startApplication(port, served);
  let running = await start();
  let taken = running.output().length;
  // The rules of the product are imported only now, because they read the settings then.
  Object.assign(process.env, { ...settings, PORT: String(port), LOG_LEVEL: "silent" });
  const { hashPassword } = await import("@/lib/auth/password/password");
  const password = randomBytes(12).toString("hex");
  return {
    port,
    application: () => running,
    takeOutput() {
      const all = running.output();
      const fresh = all.slice(taken);
      taken = all.length;
      return fresh;
    },
    async restart() {
      await running.kill();
      running = await start();
      taken = running.output().length;
    },
    made: { password, passwordHash: await hashPassword(password) },
    chunk: await findChunk(),
    async end() {
      await running.stop();
      const { prisma } = await import("@/lib/db/client");
      await prisma.$disconnect();
      await dropDatabase(server.url, database);
      await server.release();
    },
  };
}

async function findChunk(): Promise<string> {
  const sizes = new Map<string, number>();
  for (const name of await readdir(CHUNKS)) {
    if (name.endsWith(".js")) sizes.set(name, (await stat(path.join(CHUNKS, name))).size);
  }
  const [largest] = [...sizes].toSorted(([, a], [, b]) => b - a);
  if (!largest) throw new Error(`no file in ${CHUNKS}`);
  return `/_next/static/chunks/${largest[0]}`;
}
