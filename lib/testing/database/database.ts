import { afterAll, inject } from "vitest";
import { addressesOf, createDatabase, dropDatabase, uniqueName } from "./database-server";

/**
 * Setup of every `*.db.test.ts`. Creates a database for the file before anything imports `lib/db/client`, and
 * drops it after the last test. The tests of a file share it, so each inserts its own users. The product's
 * client connects as the role that serves requests, so that every test shows that its rights are enough.
 */
const { serverUrl, template, runtime } = inject("database");
const name = uniqueName("konekte_test");
const { url, ownerUrl } = addressesOf(await createDatabase(serverUrl, name, template), runtime);
Object.assign(process.env, { DATABASE_URL: url, MIGRATION_DATABASE_URL: ownerUrl });

afterAll(async () => {
  const { prisma } = await import("@/lib/db/client");
  const { owner } = await import("./owner");
  await Promise.all([prisma.$disconnect(), owner.$disconnect()]);
  await dropDatabase(serverUrl, name);
});
