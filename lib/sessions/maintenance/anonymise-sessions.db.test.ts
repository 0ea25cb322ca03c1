import { beforeEach, expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { flushContact, touchSession } from "@/lib/sessions/contact/touch-session";
import { currentLimits } from "@/lib/sessions/current-limits";
import { replaySignOut } from "@/lib/sessions/deferred-sign-out/replay-sign-out";
import { endSession } from "@/lib/sessions/lifecycle/end-session";
import { owner } from "@/lib/testing/database/owner";
import { deleteAllUsers } from "@/lib/testing/records/delete-all-users";
import { type MadeUser, makeSession, makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";
import { SYSTEM } from "@/lib/viewer";
import { anonymiseSessions } from "./anonymise-sessions";
import { countToAnonymise, retentionAt } from "./retention";
import { sweepOnce } from "./sweep";

const HOUR_MS = 3_600_000;
const now = new Date("2026-11-25T12:00:00Z");
const settings = { retentionDays: 30, timeZone: "America/Port-au-Prince" };
const retention = retentionAt(now, settings) ?? { since: "", before: now };
const GONE = { ipAddress: null, firstIpAddress: null, userAgent: null, firstUserAgent: null };

beforeEach(async () => {
  await deleteAllUsers();
  await owner.$executeRaw`ALTER TABLE activity_event DISABLE TRIGGER USER`;
  await owner.$executeRaw`DELETE FROM activity_event`;
  await owner.$executeRaw`ALTER TABLE activity_event ENABLE TRIGGER USER`;
});

/** Inserts a session of one hour that ended `beforeMs` before the first instant that is kept. */
function makeEnded(user: MadeUser, beforeMs: number, ipAddress = "192.0.2.1") {
  const logoutTime = new Date(retention.before.getTime() - beforeMs);
  return makeSession(user, {
    loginTime: new Date(logoutTime.getTime() - HOUR_MS),
    logoutTime,
    ipAddress,
    endReason: "IDLE_TIMEOUT",
  });
}

const read = (id: string) => prisma.userSession.findUniqueOrThrow({ where: { id } });
const anonymise = () => anonymiseSessions(SYSTEM, retention, now);
const eventsWritten = () =>
  prisma.activityEvent.findMany({ where: { type: "sessions.anonymised" }, orderBy: { id: "asc" } });

test("retention counts whole days of the organisation's calendar, also across a change of summer time", () => {
  expect(retention).toEqual({ since: "2026-10-26", before: new Date("2026-10-26T04:00:00Z") }); // summer time
  const lateEvening = retentionAt(new Date("2026-11-26T04:59:59.999Z"), settings);
  expect(lateEvening).toEqual(retention);
  expect(retentionAt(new Date("2026-11-26T05:00:00Z"), settings)?.since).toBe("2026-10-27");
  expect(retentionAt(now, { ...settings, retentionDays: 0 })).toBeNull();
});

test("sessions that ended before the day lose address and agent; later and open ones keep them", async () => {
  const user = await makeUser();
  const [old, onTheDay] = [await makeEnded(user, 1), await makeEnded(user, 0)];
  const open = await makeSession(user, {
    loginTime: new Date(retention.before.getTime() - 90 * 24 * HOUR_MS),
  });
  const before = [await read(old.id), await read(onTheDay.id), await read(open.id)];
  expect(await countToAnonymise(SYSTEM, retention)).toBe(1);
  expect(await anonymise()).toEqual({ sessions: 1, complete: true });
  expect(await read(old.id)).toEqual({ ...before[0], ...GONE, anonymisedAt: now });
  expect([await read(onTheDay.id), await read(open.id)]).toEqual(before.slice(1));
  expect(await anonymise()).toEqual({ sessions: 0, complete: true });
  expect(await read(old.id)).toMatchObject({ anonymisedAt: now });
  expect(await eventsWritten()).toMatchObject([
    { at: now, actorId: null, subjectId: null, data: { sessions: 1, before: "2026-10-26T04:00:00.000Z" } },
  ]);
});

test("a user whose newest session was anonymised has no last address, and no search finds it", async () => {
  const [gone, back] = [await makeUser(), await makeUser()];
  await makeEnded(gone, HOUR_MS, "192.0.2.1");
  await makeEnded(back, HOUR_MS, "192.0.2.2");
  await makeSession(back, { loginTime: now, ipAddress: "192.0.2.3" });
  const atAGlance = ({ id }: MadeUser) => prisma.user.findUniqueOrThrow({ where: { id } });
  const [goneBefore, backBefore] = [await atAGlance(gone), await atAGlance(back)];
  expect(goneBefore.searchText).toContain("192.0.2.1");
  await anonymise();
  const searchText = goneBefore.searchText.replace(" 192.0.2.1", "");
  expect(await atAGlance(gone)).toEqual({ ...goneBefore, lastAddress: null, searchText });
  expect(await atAGlance(back)).toEqual(backBefore);
});

test("batches of 500 have one event each; two instances do the work once; all counts stay", async () => {
  const users = await Promise.all(Array.from({ length: 7 }, () => makeUser()));
  await prisma.userSession.createMany({
    data: Array.from({ length: 1_203 }, (_, n) => ({
      userId: users[n % 7]?.id ?? "",
      sessionKey: `key ${n}`,
      loginTime: new Date(retention.before.getTime() - (n + 60) * 60_000),
      logoutTime: new Date(retention.before.getTime() - (n % 50) * 60_000 - 1),
      lastContactAt: retention.before,
      lastActivityAt: retention.before,
      isActive: false,
      endReason: n % 3 === 0 ? ("SIGNED_OUT" as const) : ("LOST_CONTACT" as const),
      ipAddress: `192.0.2.${n % 250}`,
      userAgent: "Mozilla/5.0 (test)",
    })),
  });
  const before = await counts();
  const [one, other] = await Promise.all([anonymise(), anonymise()]);
  const rounds = [one, other];
  while (!rounds.at(-1)?.complete && rounds.length < 10) rounds.push(await anonymise());
  expect(rounds.reduce((sum, { sessions }) => sum + sessions, 0)).toBe(1_203);
  expect(rounds.at(-1)?.complete).toBe(true);
  expect(await prisma.userSession.count({ where: { ...GONE, anonymisedAt: now } })).toBe(1_203);
  expect((await eventsWritten()).map(({ data }) => data)).toMatchObject(
    [500, 500, 203].map((each) => ({ sessions: each })),
  );
  expect(await counts()).toEqual(before);
});

/** Reads sessions, connection time, endings and the number of users, by user. */
function counts(): Promise<unknown> {
  return prisma.$queryRaw`
    SELECT s.user_id, s.end_reason, count(*)::int AS sessions, sum(s.logout_time - s.login_time)::text AS time,
      u.last_login_at, u.last_logout_at, c.users, c.never
    FROM user_session AS s JOIN app_user AS u ON u.id = s.user_id JOIN user_count AS c ON c.role = u.role
    GROUP BY 1, 2, 5, 6, 7, 8 ORDER BY 1, 2`;
}

test("a locked user delays no other user, and is left to a later call", async () => {
  const [held, free] = [await makeUser(), await makeUser()];
  const [heldSession, freeSession] = [await makeEnded(held, 2), await makeEnded(free, 1)];
  await prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM app_user WHERE id = ${held.id}::uuid FOR NO KEY UPDATE`;
    expect(await anonymise()).toEqual({ sessions: 1, complete: false });
  });
  expect(await read(heldSession.id)).toMatchObject({ anonymisedAt: null, ipAddress: "192.0.2.1" });
  expect(await read(freeSession.id)).toMatchObject(GONE);
  expect(await anonymise()).toEqual({ sessions: 1, complete: true });
});

test("the sweep anonymises old sessions; when that fails, it still ends silent ones", async () => {
  const user = await makeUser();
  const old = new Date(Date.now() - 400 * 24 * HOUR_MS);
  const { id } = await makeSession(user, { loginTime: old, logoutTime: old });
  const silent = await makeSession(user, { loginTime: new Date(Date.now() - 90 * 60_000) });
  await owner.$executeRaw`ALTER TABLE user_session ADD CONSTRAINT in_the_way CHECK (anonymised_at IS NULL)`;
  await sweepOnce();
  expect(await read(silent.id)).toMatchObject({ endReason: "LOST_CONTACT" });
  expect(await read(id)).toMatchObject({ anonymisedAt: null });
  await owner.$executeRaw`ALTER TABLE user_session DROP CONSTRAINT in_the_way`;
  await sweepOnce();
  expect(await read(id)).toMatchObject(GONE);
});

/* Negative control: a correction or a contact that writes an address violates a constraint of the table. */
test("late contact and a deferred sign-out bring no address back", async () => {
  const loginTime = new Date(retention.before.getTime() - HOUR_MS);
  const session = { loginTime, logoutTime: loginTime, endReason: "LOST_CONTACT" } as const;
  const { id } = await makeSession(await makeUser(), session);
  await anonymise();
  const { sessionKey } = await read(id);
  touchSession({ sessionKeyHash: sessionKey, active: true, ipAddress: "192.0.2.9", userAgent: "late" });
  await flushContact(currentLimits());
  const at = new Date(loginTime.getTime() + 60_000);
  await prisma.$transaction((tx) => replaySignOut(tx, { sessionKeyHash: sessionKey, at }));
  expect(await read(id)).toMatchObject({
    ...GONE,
    anonymisedAt: now,
    logoutTime: at,
    endReason: "SIGNED_OUT",
  });
});

test("no recorded event of a session ever has its address or its agent", async () => {
  const user = await makeUser();
  const { sessionId } = await openSessionOf(user.username);
  await prisma.$transaction(async (tx) =>
    endSession(tx, sessionId, { reason: "SIGNED_OUT", at: await databaseNow(tx), actorId: user.id }),
  );
  const later = retentionAt(new Date(Date.now() + 40 * 24 * HOUR_MS), settings) ?? retention;
  expect(await anonymiseSessions(SYSTEM, later, now)).toEqual({ sessions: 1, complete: true });
  const record = await prisma.$queryRaw<{ text: string }[]>`SELECT e::text AS text FROM activity_event AS e`;
  expect(record).toHaveLength(3);
  expect(record.filter(({ text }) => /192\.0\.2\.10|e2e/.test(text))).toEqual([]);
});
