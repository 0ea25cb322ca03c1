import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { owner } from "@/lib/testing/database/owner";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { flushContact, touchSession } from "./touch-session";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const limits = { idleMs: 2 * HOUR_MS, maxAgeMs: 12 * HOUR_MS };
const NEAR_MS = 5_000;

// Only the tests write contact, because the timer would use the limits of the settings.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterAll(() => void vi.useRealTimers());
beforeEach(() => flushContact(limits));

async function hourOldSession(ended = false) {
  const loginTime = new Date(Date.now() - HOUR_MS);
  const session = await makeSession(await makeUser(), {
    loginTime,
    ...(ended ? { logoutTime: new Date(loginTime.getTime() + 1000) } : {}),
  });
  const row = await read(session.id);
  return { id: session.id, sessionKey: row.sessionKey, loginTime };
}

function read(id: string) {
  return prisma.userSession.findUniqueOrThrow({ where: { id } });
}

function contact(sessionKey: string, active = false, ipAddress: string | null = "198.51.100.7") {
  touchSession({ sessionKeyHash: sessionKey, active, ipAddress, userAgent: "new agent" });
}

test("contact without activity updates contact, address and agent only", async () => {
  const { id, sessionKey, loginTime } = await hourOldSession();
  contact(sessionKey);
  await flushContact(limits);
  const row = await read(id);
  expect(Math.abs(Date.now() - row.lastContactAt.getTime())).toBeLessThan(NEAR_MS);
  expect(row).toMatchObject({ lastActivityAt: loginTime, ipAddress: "198.51.100.7", userAgent: "new agent" });
});

test("several contacts between two writes keep the activity and make one statement", async () => {
  const { id, sessionKey } = await hourOldSession();
  contact(sessionKey, true);
  contact(sessionKey, false, null);
  const write = vi.spyOn(prisma, "$queryRaw");
  await flushContact(limits);
  expect(write).toHaveBeenCalledTimes(1);
  const row = await read(id);
  expect(Math.abs(Date.now() - row.lastActivityAt.getTime())).toBeLessThan(NEAR_MS);
  expect(row.ipAddress).toBe("198.51.100.7"); // a contact without address keeps the earlier one
});

test("a timer writes the contact that has gathered", async () => {
  const { id, sessionKey, loginTime } = await hourOldSession();
  await prisma.userSession.update({ where: { id }, data: { lastActivityAt: new Date() } });
  const write = vi.spyOn(prisma, "$queryRaw");
  contact(sessionKey);
  expect(write).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2_000);
  expect(write).toHaveBeenCalledTimes(1);
  await flushContact(limits); // waits for the write of the timer
  expect((await read(id)).lastContactAt.getTime()).toBeGreaterThan(loginTime.getTime());
});

test("contact and activity of a session never go back", async () => {
  const { id, sessionKey } = await hourOldSession();
  const ahead = new Date(Date.now() + HOUR_MS);
  await prisma.userSession.update({ where: { id }, data: { lastContactAt: ahead, lastActivityAt: ahead } });
  contact(sessionKey, true);
  await flushContact(limits);
  expect(await read(id)).toMatchObject({ lastContactAt: ahead, lastActivityAt: ahead });
});

test("contact does not change an ended session", async () => {
  const { id, sessionKey } = await hourOldSession(true);
  const before = await read(id);
  contact(sessionKey, true);
  await flushContact(limits);
  expect(await read(id)).toEqual(before);
});

test.each([
  ["idle for too long", { idleMs: HOUR_MS / 2, maxAgeMs: 12 * HOUR_MS }],
  ["too old", { idleMs: 12 * HOUR_MS, maxAgeMs: HOUR_MS / 2 }],
])("contact does not extend a session that is %s, although its end is not written", async (_what, passed) => {
  const { id, sessionKey } = await hourOldSession();
  const before = await read(id);
  contact(sessionKey, true);
  await flushContact(passed);
  await flushContact(limits); // the same at the next write
  expect(await read(id)).toEqual(before);
});

/*
 * Negative control: a rule that uses the latest activity alone, or ignores the pauses after the first, fails
 * some of these.
 */
test.each([
  [
    "a session that was active all along is extended",
    { active: [20, 70, 120], writtenAt: 170 },
    { activity: 120, contact: 170 },
  ],
  [
    "a session is not extended after a pause of the idle limit",
    { active: [20, 80, 81], writtenAt: 82 },
    { activity: 20, contact: 20 },
  ],
  [
    "activity after the idle limit extends nothing",
    { active: [61, 90], writtenAt: 91 },
    { activity: 0, contact: 0 },
  ],
  [
    "contact without activity updates the contact only",
    { active: [], writtenAt: 59 },
    { activity: 0, contact: 59 },
  ],
  [
    "contact after the idle limit updates nothing",
    { active: [], writtenAt: 61 },
    { activity: 0, contact: 0 },
  ],
  [
    "a session is not extended beyond its maximum age",
    { active: [50, 100, 150, 190], writtenAt: 200 },
    { activity: 180, contact: 180 },
  ],
])("after an outage of the database, %s", async (_what, { active, writtenAt }, expected) => {
  const loginTime = new Date(Date.now() - writtenAt * MINUTE_MS);
  const { id } = await makeSession(await makeUser(), { loginTime });
  const { sessionKey } = await read(id);
  const clock = vi.spyOn(performance, "now");
  for (const minute of [...active, writtenAt]) {
    clock.mockReturnValue(minute * MINUTE_MS);
    contact(sessionKey, minute !== writtenAt);
  }
  await flushContact({ idleMs: 60 * MINUTE_MS, maxAgeMs: 180 * MINUTE_MS });
  const row = await read(id);
  const minuteOf = (at: Date) => Math.round((at.getTime() - loginTime.getTime()) / MINUTE_MS);
  expect({ activity: minuteOf(row.lastActivityAt), contact: minuteOf(row.lastContactAt) }).toEqual(expected);
});

test("a locked row is skipped and written next time; the other rows are written", async () => {
  const held = await hourOldSession();
  const free = await hourOldSession();
  await prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM user_session WHERE id = ${held.id}::uuid FOR UPDATE`;
    contact(held.sessionKey, true);
    contact(free.sessionKey);
    await flushContact(limits);
  });
  expect((await read(held.id)).lastContactAt).toEqual(held.loginTime);
  expect((await read(free.id)).lastContactAt.getTime()).toBeGreaterThan(free.loginTime.getTime());
  contact(held.sessionKey); // a poll meanwhile
  await flushContact(limits);
  expect((await read(held.id)).lastActivityAt.getTime()).toBeGreaterThan(held.loginTime.getTime());
});

test("a write that hangs is cancelled, and its contact is written later", async () => {
  const { id, sessionKey, loginTime } = await hourOldSession();
  await owner.$executeRaw`
    CREATE FUNCTION hang() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$`;
  await owner.$executeRaw`CREATE TRIGGER hang BEFORE UPDATE ON user_session FOR EACH ROW EXECUTE FUNCTION hang()`;
  try {
    contact(sessionKey);
    await expect(flushContact(limits)).rejects.toThrow(/statement timeout/);
  } finally {
    await owner.$executeRaw`DROP FUNCTION hang() CASCADE`;
  }
  expect((await read(id)).lastContactAt).toEqual(loginTime);
  await flushContact(limits);
  expect((await read(id)).lastContactAt.getTime()).toBeGreaterThan(loginTime.getTime());
});
