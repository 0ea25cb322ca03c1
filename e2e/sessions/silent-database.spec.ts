import { expect, seedPassword, test } from "@/e2e/support/fixtures";
import { type DatabaseProxy, startDatabaseProxy } from "@/lib/testing/database/database-proxy";
import { type Application, freePort, startApplication } from "@/lib/testing/programs/application";
import { openSessionOf } from "@/lib/testing/records/open-session-of";

/*
 * The worst outage: connections stay open, but no reply arrives. Negative control: no query timeout in
 * lib/db/client.
 */
let proxy: DatabaseProxy;
let application: Application;

test.beforeAll(async () => {
  proxy = await startDatabaseProxy(process.env.DATABASE_URL ?? "");
  application = await startApplication(await freePort(), {
    DATABASE_URL: proxy.url,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? "",
    SEED_PASSWORD: seedPassword(),
    LOG_LEVEL: "silent",
  });
});

test.afterAll(async () => {
  await application?.stop();
  await proxy?.close();
});

test("when the database sends no reply, requests are answered in time and nobody is signed out", async ({
  http,
}) => {
  test.slow(); // it waits for the timeouts of connections and queries
  const client = await http((await openSessionOf("Fedanoir")).cookie);
  const ask = (path: string) => client.get(application.url + path, { timeout: 20_000 });
  expect((await ask("/me")).status()).toBe(200);

  proxy.set("silent");
  const [page, unavailable, json] = await Promise.all(
    ["/me", "/unavailable?from=%2Fme", "/api/admin/active-users"].map(ask),
  );
  expect(page?.status()).toBe(307);
  expect(page?.headers().location).toBe("/unavailable?from=%2Fme");
  expect(unavailable?.status()).toBe(503);
  expect(json?.status()).toBe(503);
  expect(await json?.json()).toEqual({ error: "unavailable" });
  for (const answer of [page, unavailable, json]) expect(answer?.headers()["set-cookie"]).toBeUndefined();

  proxy.set("passing");
  await expect.poll(async () => (await ask("/me")).status(), { timeout: 20_000 }).toBe(200);
});
