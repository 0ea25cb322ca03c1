import { createServer } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import { afterAll, expect, inject, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { PrismaClient } from "@/lib/db/generated/client";
import { owner } from "@/lib/testing/database/owner";
import { isDatabaseUnavailable } from "./unavailable";

const clients: PrismaClient[] = [];
afterAll(() => Promise.all(clients.map((client) => client.$disconnect())));

function clientOf(url: string | undefined, settings = {}): PrismaClient {
  const client = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, ...settings }),
  });
  clients.push(client);
  return client;
}

function failureOf(query: Promise<unknown>): Promise<unknown> {
  return query.then(
    () => null,
    (error: unknown) => error,
  );
}

/** Starts a server that accepts connections and never answers. */
async function startSilentServer(): Promise<{ url: string; close: () => void }> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer((socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `postgresql://nobody@127.0.0.1:${port}/none`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

test("a closed port counts as unavailable", async () => {
  const error = await failureOf(clientOf("postgresql://nobody@127.0.0.1:9/none").user.count());
  expect(isDatabaseUnavailable(error)).toBe(true);
});

test("a server that never answers counts as unavailable", async () => {
  const silent = await startSilentServer();
  const error = await failureOf(clientOf(silent.url, { connectionTimeoutMillis: 300 }).user.count());
  silent.close();
  expect(isDatabaseUnavailable(error)).toBe(true);
});

test.each([
  ["a query", (client: PrismaClient) => client.$queryRaw`SELECT pg_sleep(10)`],
  ["a statement", (client: PrismaClient) => client.$executeRaw`SELECT pg_sleep(10)`],
  ["a transaction", (client: PrismaClient) => client.$transaction((tx) => tx.$queryRaw`SELECT pg_sleep(10)`)],
])("a connection that is cut in the middle of %s counts as unavailable", async (_what, query) => {
  const failure = failureOf(query(clientOf(process.env.DATABASE_URL, { application_name: "to-be-cut" })));
  const cut = () =>
    prisma.$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'to-be-cut' AND query LIKE '%pg_sleep%' AND state = 'active'`;
  await expect.poll(cut, { timeout: 10_000 }).toBeGreaterThan(0);
  expect(isDatabaseUnavailable(await failure)).toBe(true);
});

test("a database that accepts no connections counts as unavailable", async () => {
  const [{ name }] = await prisma.$queryRaw<[{ name: string }]>`SELECT current_database() AS name`;
  const maintenance = clientOf(inject("database").serverUrl);
  const client = clientOf(process.env.DATABASE_URL);
  await maintenance.$executeRawUnsafe(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
  const error = await failureOf(client.user.count());
  await maintenance.$executeRawUnsafe(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`);
  expect(isDatabaseUnavailable(error)).toBe(true);
});

test("a query that takes too long counts as unavailable", async () => {
  const client = clientOf(process.env.DATABASE_URL, { query_timeout: 100 });
  expect(isDatabaseUnavailable(await failureOf(client.$queryRaw`SELECT pg_sleep(2)`))).toBe(true);
});

test("a lock that another transaction holds counts as unavailable", async () => {
  const client = clientOf(process.env.MIGRATION_DATABASE_URL, { lock_timeout: 50 });
  await owner.$transaction(async (tx) => {
    await tx.$queryRaw`LOCK TABLE app_user IN ACCESS EXCLUSIVE MODE`;
    expect(isDatabaseUnavailable(await failureOf(client.user.count()))).toBe(true);
    const held = client.$transaction(
      (other) => other.$queryRaw`LOCK TABLE app_user IN ACCESS EXCLUSIVE MODE`,
    );
    expect(isDatabaseUnavailable(await failureOf(held))).toBe(true);
  });
});

test("a pool without a free connection counts as unavailable", async () => {
  const client = clientOf(process.env.DATABASE_URL, { max: 1, connectionTimeoutMillis: 300 });
  const held = failureOf(client.$queryRaw`SELECT pg_sleep(1)`); // `then` in failureOf starts the query
  expect(isDatabaseUnavailable(await failureOf(client.user.count()))).toBe(true);
  await held;
});

test.each([
  ["a bug", () => Promise.reject(new TypeError("x is not a function"))],
  ["wrong SQL", () => prisma.$queryRaw`SELEC 1`],
  ["a broken constraint", () => prisma.$executeRaw`INSERT INTO activity_event (at) VALUES (now())`],
  ["a missing row", () => prisma.user.findUniqueOrThrow({ where: { usernameKey: "nobody" } })],
])("%s does not count as unavailable", async (_what, query) => {
  const error = await failureOf(query());
  expect(error).not.toBeNull();
  expect(isDatabaseUnavailable(error)).toBe(false);
});
