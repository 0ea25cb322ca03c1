import { afterAll, inject } from "vitest";
import { createDatabase, dropDatabase, uniqueName } from "./database-server";

/**
 * Setup of every `*.db.test.ts`: a database of its own before anything imports `lib/db/client`, dropped after its
 * last test. Tests of one file share it, so each arranges its own people.
 */
const { serverUrl, template } = inject("database");
const name = uniqueName("konekte_test");
process.env.DATABASE_URL = await createDatabase(serverUrl, name, template);

afterAll(async () => {
  const { prisma } = await import("@/lib/db/client");
  await prisma.$disconnect();
  await dropDatabase(serverUrl, name);
});
