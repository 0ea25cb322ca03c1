import fc from "fast-check";
import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { limitEnd } from "@/lib/sessions/limits";
import { ONLINE_WINDOW_MS } from "@/lib/sessions/presence";
import { deleteAllUsers } from "@/lib/testing/records/delete-all-users";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { expireSessions } from "./expire-sessions";

const MINUTE_MS = 60_000;
const limits = { idleMs: 60 * MINUTE_MS, maxAgeMs: 12 * 60 * MINUTE_MS };

test("the sweep writes the ends of generated sessions exactly like the rule in TypeScript", async () => {
  const age = fc
    .constantFrom(0, 30, 60, 61, 119, 700, 719, 720, 721, 4320)
    .map((minutes) => minutes * MINUTE_MS);
  const silence = fc.constantFrom(
    0,
    1,
    ONLINE_WINDOW_MS,
    ONLINE_WINDOW_MS + 1,
    60 * MINUTE_MS,
    720 * MINUTE_MS,
  );
  const facts = fc.array(fc.record({ age, contactAgo: silence, idle: silence }), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(facts, async (sessions) => {
      await deleteAllUsers();
      const user = await makeUser();
      const now = await databaseNow();
      const atLeast = (login: Date, agoMs: number) =>
        new Date(Math.max(login.getTime(), now.getTime() - agoMs));
      const made = [];
      for (const { age: ageMs, contactAgo, idle } of sessions) {
        const loginTime = new Date(now.getTime() - ageMs);
        const times = {
          loginTime,
          lastContactAt: atLeast(loginTime, contactAgo),
          lastActivityAt: atLeast(loginTime, idle),
        };
        const { id } = await makeSession(user, times);
        made.push({ id, expected: limitEnd(times, limits, now) });
      }
      const ended = await expireSessions(limits, now);
      expect(ended).toBe(made.filter(({ expected }) => expected).length);
      for (const { id, expected } of made) {
        const row = await prisma.userSession.findUniqueOrThrow({ where: { id } });
        expect({ at: row.logoutTime, reason: row.endReason }).toEqual(expected ?? { at: null, reason: null });
        expect(await prisma.activityEvent.count({ where: { sessionId: id } })).toBe(expected ? 1 : 0);
      }
    }),
    { numRuns: 25 },
  );
});

test("concurrent instances end each session once", async () => {
  const user = await makeUser();
  const loginTime = new Date(Date.now() - 90 * MINUTE_MS);
  for (let n = 0; n < 20; n++) await makeSession(user, { loginTime });
  const now = await databaseNow();
  await Promise.all(Array.from({ length: 4 }, () => expireSessions(limits, now)));
  expect(await prisma.userSession.count({ where: { userId: user.id, logoutTime: null } })).toBe(0);
  expect(await prisma.activityEvent.count({ where: { subjectId: user.id, type: "session.ended" } })).toBe(20);
});
