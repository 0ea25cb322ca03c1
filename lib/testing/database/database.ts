import { afterAll, inject } from "vitest";
import { createDatabase, dropDatabase, uniqueName } from "./database-server";

/**
 * Setup of every `*.db.test.ts`. Creates a database for the file before anything imports `lib/db/client`, and
 * drops it after the last test. The tests of a file share it, so each inserts its own users.
 */
const { serverUrl, template } = inject("database");
const name = uniqueName("konekte_test");
process.env.DATABASE_URL = await createDatabase(serverUrl, name, template);

afterAll(async () => {
  const { prisma } = await import("@/lib/db/client");
  await prisma.$disconnect();
  await dropDatabase(serverUrl, name);
});
