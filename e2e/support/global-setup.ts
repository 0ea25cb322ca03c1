import { randomBytes } from "node:crypto";
import type { FullConfig } from "@playwright/test";
import {
  createDatabase,
  dropDatabase,
  settingsFor,
  type ThrowAwayServer,
  throwAwayServer,
  uniqueName,
} from "@/lib/testing/database/database-server";
import { freePort, startApplication } from "@/lib/testing/programs/application";

/**
 * Starts a database and a server for each worker. The workers inherit this environment, so that
 * `lib/db/client` and `lib/auth/session/session-cookie` in a test use the database and the secret of the
 * worker's server. The server has the role that serves requests; the tests own the database.
 *
 * @returns the teardown
 */
export default async function setup({ workers }: FullConfig): Promise<() => Promise<void>> {
  process.env.NEXTAUTH_SECRET = randomBytes(32).toString("hex");
  process.env.LOG_LEVEL = "silent"; // for the Prisma client of the tests; the servers log warnings
  process.env.SEED_PASSWORD = randomBytes(12).toString("hex");
  const undo: (() => Promise<void>)[] = [];
  const tearDown = async () => {
    for (const step of undo.reverse()) await step();
  };
  try {
    const server = await throwAwayServer();
    undo.push(server.release);
    for (let slot = 0; slot < workers; slot++) undo.push(...(await setUpSlot(server, slot)));
  } catch (error) {
    await tearDown();
    throw error;
  }
  return tearDown;
}

async function setUpSlot(
  { url: serverUrl, runtime }: ThrowAwayServer,
  slot: number,
): Promise<(() => Promise<void>)[]> {
  const name = uniqueName(`konekte_e2e_${slot}`);
  const url = await createDatabase(serverUrl, name);
  const { NEXTAUTH_SECRET = "", SEED_PASSWORD = "" } = process.env;
  const settings = { ...settingsFor(url, runtime), NEXTAUTH_SECRET, SEED_PASSWORD, LOG_LEVEL: "warn" };
  const application = await startApplication(await freePort(), settings);
  process.env[`E2E_DATABASE_URL_${slot}`] = url;
  process.env[`E2E_URL_${slot}`] = application.url;
  process.env[`E2E_PID_${slot}`] = String(application.pid);
  return [() => dropDatabase(serverUrl, name), application.stop];
}
