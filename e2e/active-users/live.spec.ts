import { withDatabaseDown } from "@/e2e/support/faults";
import { expect, test } from "@/e2e/support/fixtures";
import { prisma } from "@/lib/db/client";
import { openEventSource } from "@/lib/simulator/event-source";
import { makeUser } from "@/lib/testing/records/factories";
import { endInDatabase, openSessionOf } from "@/lib/testing/records/open-session-of";

const LISTENER = "application_name = 'konekte live' AND datname = current_database()";

test("a stream reports only that its own session has ended, and ends with it", async ({ origin }) => {
  const [me, other] = [await makeUser(), await makeUser()];
  const [mine, theirs] = [await openSessionOf(me.username), await openSessionOf(other.username)];
  const stream = await openEventSource(`${origin}/api/live`, mine.cookie);
  await endInDatabase(theirs.sessionId);
  await endInDatabase(mine.sessionId);
  await stream.ended;
  expect(stream.events).toEqual(["ended 1"]);
  const again = await openEventSource(`${origin}/api/live`, mine.cookie);
  expect(again).toMatchObject({ status: 401, events: ['{"error":"unauthenticated"}'] });
});

test("an administrator's stream reports every opening and ending, without data of users", async ({
  origin,
}) => {
  const admin = await makeUser({ role: "ADMIN" });
  const { cookie } = await openSessionOf(admin.username);
  const stream = await openEventSource(`${origin}/api/admin/live`, cookie);
  await expect.poll(() => stream.events).toContainEqual(expect.stringMatching(/^state live /));
  const changes = () => stream.events.filter((said) => said === "changed 1").length;
  const before = changes();
  const { sessionId } = await openSessionOf((await makeUser()).username);
  await expect.poll(changes).toBeGreaterThan(before);
  const between = changes();
  await endInDatabase(sessionId);
  await expect.poll(changes).toBeGreaterThan(between);
  expect(new Set(stream.events.map((said) => said.split(" ")[0]))).toEqual(new Set(["state", "changed"]));
  stream.close();
});

test("the ninth stream of a user replaces the oldest one", async ({ origin }) => {
  const { cookie } = await openSessionOf((await makeUser()).username);
  const streams = [];
  for (let n = 0; n < 9; n++) streams.push(await openEventSource(`${origin}/api/live`, cookie));
  expect(streams.map(({ status }) => status)).toEqual(Array(9).fill(200));
  const [oldest, ...others] = streams;
  await oldest?.ended;
  expect(oldest?.events).toEqual([]);
  for (const stream of others) stream.close();
});

/* Negative control: a listener that does not reconnect after its connection was cut. */
test("after its connection is cut, the listener reconnects and reports what ended meanwhile", async ({
  origin,
}) => {
  const admin = await openSessionOf((await makeUser({ role: "ADMIN" })).username);
  const person = await openSessionOf((await makeUser()).username);
  const watching = await openEventSource(`${origin}/api/admin/live`, admin.cookie);
  const stream = await openEventSource(`${origin}/api/live`, person.cookie);
  await expect.poll(() => watching.events).toContainEqual(expect.stringMatching(/^state live /));
  watching.events.splice(0);
  await prisma.$transaction([
    prisma.$queryRawUnsafe(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${LISTENER}`),
    prisma.$executeRaw`
      UPDATE user_session SET logout_time = login_time, is_active = false, end_reason = 'REVOKED'
      WHERE id = ${person.sessionId}::uuid`,
  ]);
  await stream.ended;
  expect(stream.events).toEqual(["ended 1"]);
  await expect
    .poll(() =>
      watching.events.filter((said) => said !== "changed 1").map((said) => said.split(" ", 2).join(" ")),
    )
    .toEqual(["state disconnected", "state live"]);
  await expect.poll(() => watching.events.at(-1)).toBe("changed 1");
  watching.close();
});

test("without the database, streams stay open, new ones get 503, and the server is not ready", async ({
  origin,
  http,
}) => {
  const { cookie } = await openSessionOf((await makeUser()).username);
  const stream = await openEventSource(`${origin}/api/live`, cookie);
  const client = await http();
  await withDatabaseDown(async () => {
    expect((await openEventSource(`${origin}/api/live`, cookie)).status).toBe(503);
    expect((await client.get("/api/health")).status()).toBe(200);
    const ready = await client.get("/api/health/ready");
    expect(ready.status()).toBe(503);
    expect(ready.headers()["retry-after"]).toBe("5");
  });
  await expect.poll(async () => (await client.get("/api/health/ready")).status()).toBe(200);
  expect(stream.events).toEqual([]);
  stream.close();
});
