import { randomBytes } from "node:crypto";
import {
  createDatabase,
  dropDatabase,
  settingsFor,
  throwAwayServer,
  uniqueName,
} from "@/lib/testing/database/database-server";
import { type Application, freePort, startApplication } from "@/lib/testing/programs/application";

export interface Stage {
  /**
   * Starts the product on a port of its own, which serves as a role that owns nothing. All instances share
   * the secret and, unless `settings` differ, the database.
   */
  start(settings?: Record<string, string>): Promise<Application>;
  /** Creates another empty database. @returns its URL for its owner, for `start({ DATABASE_URL })` */
  addDatabase(): Promise<string>;
  /** Stops all instances and drops all databases. */
  end(): Promise<void>;
}

/**
 * Creates an empty throw-away database, also for the Prisma client of this process, which owns it: import
 * `lib/db/client` only after this.
 */
export async function setStage(): Promise<Stage> {
  const server = await throwAwayServer();
  const databases: string[] = [];
  const addDatabase = async () => {
    const name = `${uniqueName("konekte_bench")}_${databases.length}`;
    databases.push(name);
    return createDatabase(server.url, name);
  };
  const shared = {
    DATABASE_URL: await addDatabase(),
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    SEED_PASSWORD: randomBytes(12).toString("hex"),
    LOG_LEVEL: "error",
  };
  Object.assign(process.env, shared);
  const applications: Application[] = [];
  return {
    addDatabase,
    async start(settings = {}) {
      const port = await freePort();
      const all = { ...shared, ...settings };
      const application = await startApplication(port, {
        ...all,
        ...settingsFor(all.DATABASE_URL, server.runtime),
      });
      applications.push(application);
      return application;
    },
    async end() {
      for (const application of applications) await application.stop();
      for (const name of databases) await dropDatabase(server.url, name);
      await server.release();
    },
  };
}
