import fc from "fast-check";
import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { countPresence } from "@/lib/sessions/active-users/count-presence";
import { listOpenSessions, listRecentlyEndedSessions } from "@/lib/sessions/active-users/list-sessions";
import { readActiveUsers } from "@/lib/sessions/active-users/read-active-users";
import { DEFAULT_USERS_VIEW } from "@/lib/sessions/active-users/users-view";
import { deleteAllUsers } from "@/lib/testing/records/delete-all-users";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import type { Admin } from "@/lib/viewer";
import { isOpenAt } from "./limits";
import { ACTIVE_WINDOW_MS, ONLINE_WINDOW_MS, PRESENCES } from "./presence";
import { openWhere } from "./presence-sql";
import { sessionAsOf } from "./session-as-of";

const MINUTE_MS = 60_000;
const limits = { idleMs: 120 * MINUTE_MS, maxAgeMs: 12 * 60 * MINUTE_MS };
const admin: Admin = { userId: "", sessionId: "", sessionKeyHash: "", username: "", name: "", role: "ADMIN" };

/*
 * Negative controls, each of which makes this test fail: `>` for `>=` in isOnline, `>=` for `>` in isOpen, a
 * limit left out of isOpen, the other order of idle limit and maximum age in limitEndSql, `gte` for `gt` in
 * openWhere, a condition left out of openWhere.
 */
test("SQL counts, lists and filters generated sessions exactly like the rules in TypeScript", async () => {
  const edge = (window: number) => fc.constantFrom(0, window - 1, window, window + 1, 2 * window);
  const session = fc.record({
    contactMs: fc.oneof(edge(ONLINE_WINDOW_MS), edge(limits.idleMs - ONLINE_WINDOW_MS)),
    activityMs: fc.oneof(edge(ACTIVE_WINDOW_MS), edge(limits.idleMs)),
    ageMs: fc.oneof(fc.constant(6 * 60 * MINUTE_MS), edge(limits.maxAgeMs)),
    ended: fc.boolean(),
  });
  const generated = fc.array(fc.array(session, { maxLength: 3 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(generated, async (histories) => {
      await deleteAllUsers();
      const now = await databaseNow();
      const expected = { online: 0, away: 0, offline: 0, never: 0, openSessions: 0 };
      const states = new Map<string, ReturnType<typeof sessionAsOf>>();
      const open: string[] = [];
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
          if (isOpenAt({ ...facts, logoutTime }, limits, now)) open.push(id);
          ofUser.push(state);
        }
        const statuses = ofUser.map(({ status }) => status);
        const best = (["online", "away", "offline"] as const).find((status) => statuses.includes(status));
        expected[best ?? "never"]++;
        expected.openSessions += ofUser.filter(({ logoutTime }) => logoutTime === null).length;
      }
      expect(await countPresence(now, limits)).toMatchObject(expected);
      const found = await prisma.userSession.findMany({
        where: openWhere(now, limits),
        select: { id: true },
      });
      expect(found.map(({ id }) => id).sort()).toEqual(open.sort());
      await checkTables(states, now);
      for (const status of PRESENCES) {
        const { users } = await readActiveUsers(admin, { ...DEFAULT_USERS_VIEW, status }, limits);
        expect(users.rows.every((row) => row.status === status)).toBe(true);
        expect(users.total).toBe(users.rows.length);
      }
    }),
    { numRuns: 40 },
  );
});

/** Returns the instants of a generated session. Contact and activity are never before its sign-in. */
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
  const rows = [
    ...(await listOpenSessions({ limit: 50, offset: 0 }, limits, now)),
    ...(await listRecentlyEndedSessions(50, limits, now)),
  ];
  expect(rows).toHaveLength(states.size);
  for (const { sessionId, status, logoutTime, endReason } of rows) {
    expect({ status, logoutTime: logoutTime && new Date(logoutTime), endReason }).toEqual(
      states.get(sessionId),
    );
  }
  const ends = rows.flatMap(({ logoutTime }) => (logoutTime ? Date.parse(logoutTime) : []));
  expect(ends).toEqual([...ends].sort((a, b) => b - a));
}
