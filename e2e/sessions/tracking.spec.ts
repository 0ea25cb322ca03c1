import { withContactWrites } from "@/e2e/support/faults";
import { expect, type Http, test } from "@/e2e/support/fixtures";
import { prisma } from "@/lib/db/client";
import { makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";

/** Longer than the interval between two writes of contact. */
const LONGER_THAN_A_WRITE = { timeout: 10_000 };
/** Timeout of a request, far below the five seconds of a slow write. */
const NOT_IN_THE_WAY_MS = 3_000;

const NAVIGATION = { "sec-fetch-user": "?1", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };

test("a page view counts as contact and activity, a poll or a prefetch as contact only", async ({ http }) => {
  const { sessionId, client } = await sessionInThePast(http);
  const past = await times(sessionId);

  await client.get("/api/admin/active-users");
  await expect
    .poll(async () => (await times(sessionId)).lastContactAt, LONGER_THAN_A_WRITE)
    .not.toEqual(past.lastContactAt);
  expect((await times(sessionId)).lastActivityAt).toEqual(past.lastActivityAt);

  const polled = await times(sessionId);
  await client.get("/me", { headers: { ...NAVIGATION, "sec-purpose": "prefetch" } });
  await expect
    .poll(async () => (await times(sessionId)).lastContactAt, LONGER_THAN_A_WRITE)
    .not.toEqual(polled.lastContactAt);
  expect((await times(sessionId)).lastActivityAt).toEqual(past.lastActivityAt);

  await client.get("/me", { headers: NAVIGATION });
  await expect
    .poll(async () => (await times(sessionId)).lastActivityAt, LONGER_THAN_A_WRITE)
    .not.toEqual(past.lastActivityAt);
});

/*
 * Negative controls: a middleware or a guard that awaits the write, which fails the slow cases; a failed
 * write that rejects the request, which fails the first case.
 */
for (const [fault, what] of [
  ["fails", "RAISE EXCEPTION 'no'"],
  ["takes five seconds", "PERFORM pg_sleep(5)"],
  ["hangs", "PERFORM pg_sleep(3600)"],
] as const) {
  test(`every page answers as usual while a write of contact ${fault}`, async ({ http }) => {
    const { sessionId, client } = await sessionInThePast(http);
    const healthy = await answers(client);
    await withContactWrites(what, async (countTries) => {
      for (let tries = 0; tries < 3; tries = await countTries()) {
        expect(await answers(client)).toEqual(healthy);
        await expect.poll(countTries, LONGER_THAN_A_WRITE).toBeGreaterThan(tries);
        expect(await answers(client)).toEqual(healthy); // while the write runs, or just after it has failed
      }
    });
    const before = await times(sessionId);
    await expect
      .poll(async () => {
        await client.get("/me");
        return (await times(sessionId)).lastContactAt;
      }, LONGER_THAN_A_WRITE)
      .not.toEqual(before.lastContactAt);
  });
}

test("a locked row of a session delays no request", async ({ http }) => {
  const held = await sessionInThePast(http);
  const free = await sessionInThePast(http);
  const healthy = await answers(held.client);
  await prisma.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT id FROM user_session WHERE id = ${held.sessionId}::uuid FOR UPDATE`;
      const before = await times(free.sessionId);
      expect(await answers(held.client)).toEqual(healthy);
      await free.client.get("/me");
      // One statement writes the contact of both sessions.
      await expect.poll(() => times(free.sessionId), LONGER_THAN_A_WRITE).not.toEqual(before);
      expect(await answers(held.client)).toEqual(healthy);
    },
    { timeout: 20_000 },
  );
});

const PLACES = ["/", "/me", "/admin/active-users", "/api/admin/active-users", "/api/auth/session", "/login"];

async function answers(client: Http): Promise<string[]> {
  const all = [];
  for (const place of PLACES) {
    const answer = await client.get(place, { headers: NAVIGATION, timeout: NOT_IN_THE_WAY_MS });
    all.push(`${place} ${answer.status()} ${answer.headers().location ?? ""}`);
  }
  return all;
}

async function sessionInThePast(http: (cookie: { name: string; value: string }) => Promise<Http>) {
  const { username } = await makeUser({ role: "ADMIN" });
  const { cookie, sessionId } = await openSessionOf(username);
  await prisma.$executeRaw`
    UPDATE user_session SET login_time = login_time - interval '10 min',
      last_contact_at = last_contact_at - interval '10 min', last_activity_at = last_activity_at - interval '10 min'
    WHERE id = ${sessionId}::uuid`;
  return { sessionId, client: await http(cookie) };
}

function times(id: string) {
  return prisma.userSession.findUniqueOrThrow({
    where: { id },
    select: { lastContactAt: true, lastActivityAt: true },
  });
}
