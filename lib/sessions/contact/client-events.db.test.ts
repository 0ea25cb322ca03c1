import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { owner } from "@/lib/testing/database/owner";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { AGENTS } from "@/lib/testing/records/history-past";
import { flushContact, touchSession } from "./touch-session";

const HOUR_MS = 3_600_000;
const LIMITS = { idleMs: 200 * HOUR_MS, maxAgeMs: 200 * HOUR_MS };
const HERE = { ipAddress: "198.51.100.7", userAgent: AGENTS.chrome };
const CHROME = { browser: "chrome", system: "windows" };
const PHONE = { browser: "safari", system: "ios" };

// Only the tests write contact, because the timer would use the limits of the settings.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterAll(() => void vi.useRealTimers());

const makeHere = async (given: Partial<typeof HERE> = {}) =>
  makeSession(await makeUser(), { ...HERE, ...given });

/** Writes contact of a session, some hours before now. */
async function contact(
  { sessionKey }: { sessionKey: string },
  from: { ipAddress?: string | null; userAgent?: string | null },
): Promise<void> {
  touchSession({ sessionKeyHash: sessionKey, active: false, ...HERE, ...from });
  await flushContact(LIMITS);
}

const eventsOf = (sessionId: string) =>
  prisma.activityEvent.findMany({
    where: { sessionId },
    orderBy: { id: "asc" },
    select: { type: true, actorId: true, subjectId: true, data: true },
  });

/** Moves the events of a session into the past, which no program may do. */
async function age(sessionId: string, ms: number): Promise<void> {
  await owner.$transaction([
    owner.$executeRaw`ALTER TABLE activity_event DISABLE TRIGGER USER`,
    owner.$executeRaw`
      UPDATE activity_event SET at = at - ${ms} * interval '1 ms' WHERE session_id = ${sessionId}::uuid`,
    owner.$executeRaw`ALTER TABLE activity_event ENABLE TRIGGER USER`,
  ]);
}

/* Negative control: an event for every change of the address in place of its network. */
test.each([
  ["nothing", {}, null],
  ["another address of the same /24", { ipAddress: "198.51.100.99" }, null],
  ["no address and no agent", { ipAddress: null, userAgent: null }, null],
  ["another network", { ipAddress: "203.0.113.7" }, { changed: ["network"], before: CHROME, after: CHROME }],
  ["IPv6", { ipAddress: "2001:db8::7" }, { changed: ["network"], before: CHROME, after: CHROME }],
  ["another browser", { userAgent: AGENTS.phone }, { changed: ["browser"], before: CHROME, after: PHONE }],
  [
    "both",
    { ipAddress: "203.0.113.7", userAgent: AGENTS.phone },
    { changed: ["network", "browser"], before: CHROME, after: PHONE },
  ],
])("contact with %s changed records the change, without address and agent", async (_what, from, data) => {
  const session = await makeHere();
  await contact(session, from);
  const event = { type: "session.client_changed", actorId: null, subjectId: session.userId, data };
  expect(await eventsOf(session.id)).toEqual(data ? [event] : []);
  const row = await prisma.userSession.findUniqueOrThrow({ where: { id: session.id } });
  expect(row).toMatchObject({ firstIpAddress: HERE.ipAddress, firstUserAgent: HERE.userAgent });
  const [{ found }] = await prisma.$queryRaw<[{ found: number }]>`
    SELECT count(*)::int AS found FROM activity_event AS e WHERE e::text ~ '(203\\.0\\.113|2001:db8|Mozilla|iPhone)'`;
  expect(found).toBe(0);
});

test("a temporary address of the same IPv6 line is no change; the first known address is none", async () => {
  const line = await makeHere({ ipAddress: "2001:db8:1:2::7" });
  await contact(line, { ipAddress: "2001:db8:1:2:3:4:5:6" });
  const unknown = await makeSession(await makeUser(), { ipAddress: null, userAgent: null });
  await contact(unknown, {});
  expect([...(await eventsOf(line.id)), ...(await eventsOf(unknown.id))]).toEqual([]);
});

/* Negative control: without the interval, two browsers that take turns write an event every two seconds. */
test("two browsers that take turns are one event an hour, and their networks another", async () => {
  const session = await makeHere();
  for (let n = 0; n < 10; n++) await contact(session, { userAgent: n % 2 ? AGENTS.chrome : AGENTS.phone });
  expect(await eventsOf(session.id)).toHaveLength(1);
  for (let n = 0; n < 10; n++) await contact(session, { ipAddress: `203.0.${n}.7`, userAgent: AGENTS.edge });
  expect((await eventsOf(session.id)).map(({ data }) => data)).toMatchObject([
    { changed: ["browser"] },
    { changed: ["network"] },
  ]);
  await age(session.id, HOUR_MS);
  await contact(session, {});
  expect(await eventsOf(session.id)).toHaveLength(3);
});

test("a session has at most 24 such events", async () => {
  const session = await makeHere();
  for (let n = 0; n < 27; n++) {
    await contact(session, { ipAddress: `203.0.${n}.7` });
    await age(session.id, HOUR_MS);
  }
  expect(await eventsOf(session.id)).toHaveLength(24);
});
