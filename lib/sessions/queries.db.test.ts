import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { databaseNow } from "@/lib/db/clock";
import { makeSession, makeUser } from "@/lib/testing/factories";
import { forgetEverybody } from "@/lib/testing/forget-everybody";
import type { Admin, Viewer } from "@/lib/viewer";
import { ActiveUsers } from "./active-users";
import { countPresence } from "./count-presence";
import { listOpen, listRecentlyEnded } from "./list-sessions";
import { ACTIVE_WINDOW_MS, ONLINE_WINDOW_MS } from "./presence";
import { listSessionsOf, readActiveUsers } from "./queries";
import { sessionAsOf } from "./session-as-of";
import { DEFAULT_VIEW, STATUSES } from "./users-view";

const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);
const limits = { idleMs: 120 * MINUTE_MS, maxAgeMs: 12 * 60 * MINUTE_MS };

let admin: Admin;

beforeEach(async () => {
  await forgetEverybody();
  const { id: userId, username } = await makeUser({ name: "Admin", role: "ADMIN" });
  admin = { userId, sessionId: userId, username, name: "Admin", role: "ADMIN" };
});

test("a person with several sessions: the newest open one gives the address, the newest of all the last login", async () => {
  const user = await makeUser({ name: "Several" });
  await makeSession(user, { loginTime: ago(90), ipAddress: "192.0.2.1" });
  await makeSession(user, { loginTime: ago(60), ipAddress: "192.0.2.2" });
  const newest = await makeSession(user, { loginTime: ago(30), logoutTime: ago(10), ipAddress: "192.0.2.3" });
  expect(await rowOf(user.id)).toMatchObject({
    status: "away",
    lastLogin: newest.loginTime.toISOString(),
    ipAddress: "192.0.2.2",
    logoutTime: null,
    openSessions: 2,
  });
});

test("with none open the newest session decides, and who never came is never connected", async () => {
  const gone = await makeUser({ name: "Gone" });
  await makeSession(gone, { loginTime: ago(90), logoutTime: ago(5), ipAddress: "192.0.2.1" });
  const newest = await makeSession(gone, { loginTime: ago(60), logoutTime: ago(50), ipAddress: null });
  const never = await makeUser({ name: "Never" });
  expect(await rowOf(gone.id)).toMatchObject({
    status: "offline",
    lastLogin: newest.loginTime.toISOString(),
    ipAddress: null,
    logoutTime: newest.logoutTime?.toISOString(),
    openSessions: 0,
  });
  expect(await rowOf(never.id)).toMatchObject({ status: "never", lastLogin: null, logoutTime: null });
});

test("open sessions come newest first, endings latest first and at most twenty", async () => {
  const user = await makeUser();
  for (let n = 0; n < 22; n++) await makeSession(user, { loginTime: ago(200), logoutTime: ago(100 - n) });
  const older = await makeSession(user, { loginTime: ago(20) });
  const newer = await makeSession(user, { loginTime: ago(10) });
  const { open, recent } = await readActiveUsers(admin, DEFAULT_VIEW, limits);
  expect(open.rows.map((row) => row.sessionId)).toEqual([newer.id, older.id]);
  const endings = recent.rows.map((row) => row.logoutTime);
  expect(endings).toHaveLength(20);
  expect(endings).toEqual([...endings].sort().reverse());
});

test("a page beyond the last is the last; the answer is as its schema says", async () => {
  for (let n = 0; n < 30; n++) await makeUser({ name: `Person ${n}` });
  const answer = await readActiveUsers(admin, { ...DEFAULT_VIEW, page: 99, openPage: 99 }, limits);
  expect(ActiveUsers.parse(answer)).toEqual(answer);
  expect(answer.users).toMatchObject({ page: 2, total: 31, pageSize: 25 });
  expect(answer.users.rows).toHaveLength(6);
  expect(answer.open).toMatchObject({ page: 1, total: 0, rows: [] });
});

/*
 * Negative controls, each seen red: `>` for `>=` in isOnline, `>=` for `>` in isOpen, a limit left out of it, the order of idle and
 * age in silentEnd.
 */
test("what SQL counts, lists and filters is the pure rule, over generated people", async () => {
  const edge = (window: number) => fc.constantFrom(0, window - 1, window, window + 1, 2 * window);
  const session = fc.record({
    contactMs: fc.oneof(edge(ONLINE_WINDOW_MS), edge(limits.idleMs - ONLINE_WINDOW_MS)),
    activityMs: fc.oneof(edge(ACTIVE_WINDOW_MS), edge(limits.idleMs)),
    ageMs: fc.oneof(fc.constant(6 * 60 * MINUTE_MS), edge(limits.maxAgeMs)),
    ended: fc.boolean(),
  });
  const people = fc.array(fc.array(session, { maxLength: 3 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(people, async (histories) => {
      await forgetEverybody();
      const now = await databaseNow();
      const expected = { online: 0, away: 0, offline: 0, never: 0, openSessions: 0 };
      const states = new Map<string, ReturnType<typeof sessionAsOf>>();
      for (const history of histories) {
        const user = await makeUser();
        const ofUser = [];
        for (const given of history) {
          const facts = factsOf(given, now);
          const { id } = await makeSession(user, facts);
          const { logoutTime = null } = facts;
          const state = sessionAsOf(
            { ...facts, logoutTime, endReason: logoutTime && "SIGNED_OUT" },
            limits,
            now,
          );
          states.set(id, state);
          ofUser.push(state);
        }
        const statuses = ofUser.map(({ status }) => status);
        const best = (["online", "away", "offline"] as const).find((status) => statuses.includes(status));
        expected[best ?? "never"]++;
        expected.openSessions += ofUser.filter(({ logoutTime }) => logoutTime === null).length;
      }
      expect(await countPresence(now, limits)).toMatchObject(expected);
      await checkTables(states, now);
      for (const status of STATUSES) {
        const { users } = await readActiveUsers(admin, { ...DEFAULT_VIEW, status }, limits);
        expect(users.rows.every((row) => row.status === status)).toBe(true);
        expect(users.total).toBe(users.rows.length);
      }
    }),
    { numRuns: 40 },
  );
});

/** Never before its sign-in. */
function factsOf(
  given: { contactMs: number; activityMs: number; ageMs: number; ended: boolean },
  now: Date,
): { loginTime: Date; lastContactAt: Date; lastActivityAt: Date; logoutTime?: Date } {
  const loginTime = new Date(now.getTime() - given.ageMs);
  const before = (ms: number) => new Date(Math.max(loginTime.getTime(), now.getTime() - ms));
  const facts = {
    loginTime,
    lastContactAt: before(given.contactMs),
    lastActivityAt: before(given.activityMs),
  };
  return given.ended ? { ...facts, logoutTime: now } : facts;
}

async function checkTables(states: Map<string, ReturnType<typeof sessionAsOf>>, now: Date): Promise<void> {
  const said = [
    ...(await listOpen({ limit: 50, offset: 0 }, limits, now)),
    ...(await listRecentlyEnded(50, limits, now)),
  ];
  expect(said).toHaveLength(states.size);
  for (const { sessionId, status, logoutTime, endReason } of said) {
    expect({ status, logoutTime, endReason }).toEqual({
      ...states.get(sessionId),
      logoutTime: states.get(sessionId)?.logoutTime?.toISOString() ?? null,
    });
  }
  const ends = said.flatMap(({ logoutTime }) => logoutTime ?? []);
  expect(ends).toEqual([...ends].sort().reverse());
}

test("people see their own sessions, administrators anyone's, and nobody learns who exists", async () => {
  const user = await makeUser({ name: "Own" });
  const session = await makeSession(user);
  const self: Viewer = {
    userId: user.id,
    sessionId: session.id,
    username: user.username,
    name: "Own",
    role: "ARCHIVES",
  };
  expect((await listSessionsOf(self, user.id, { page: 1 })).rows.map((row) => row.sessionId)).toEqual([
    session.id,
  ]);
  expect((await listSessionsOf(admin, user.id, { page: 1 })).total).toBe(1);
  await expect(listSessionsOf(self, admin.userId, { page: 1 })).rejects.toMatchObject({ code: "not_found" });
  await expect(listSessionsOf(admin, "not-an-id", { page: 1 })).rejects.toMatchObject({ code: "not_found" });
});

async function rowOf(userId: string) {
  const { users } = await readActiveUsers(admin, DEFAULT_VIEW, limits);
  return users.rows.find((row) => row.userId === userId);
}
