import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { boundsOf } from "@/lib/calendar/zone-hours";
import { Prisma, prisma } from "@/lib/db/client";
import { limitEnd, type SessionLimits } from "@/lib/sessions/limits";
import { deleteAllUsers } from "@/lib/testing/records/delete-all-users";
import { makeUser } from "@/lib/testing/records/factories";
import { sessionsWithin } from "./sessions-within";

const HOUR_MS = 3_600_000;
const LIMITS: SessionLimits = { idleMs: HOUR_MS, maxAgeMs: 30 * HOUR_MS };
const BOUNDS = boundsOf("2025-11-02", "America/Port-au-Prince"); // a day of 25 hours
const NOW = new Date(BOUNDS.end.getTime() + 5 * HOUR_MS);

beforeEach(deleteAllUsers);

interface Facts {
  id: string;
  loginTime: Date;
  logoutTime: Date | null;
  lastContactAt: Date;
  lastActivityAt: Date;
}

/*
 * Negative controls, each of which makes this fail: any of the five parts is missing; `<` replaces `<=` at an
 * end; open sessions have no limits.
 */
test("the query finds what the plain rule finds over generated histories", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(generatedFacts(), { minLength: 1, maxLength: 30 }), async (sessions) => {
      await deleteAllUsers();
      await insertHistory(sessions);
      const found = await prisma.$queryRaw<
        { id: string; logoutTime: Date | null; endReason: string | null }[]
      >(Prisma.sql`
        SELECT id, logout_time AS "logoutTime", end_reason AS "endReason"
        FROM (${sessionsWithin(BOUNDS, Prisma.sql`true`, LIMITS, NOW)}) AS s`);
      const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
      expect(found.sort(byId)).toEqual(findPlainly(sessions).sort(byId));
    }),
    { numRuns: 60 },
  );
});

/**
 * Filters in the most direct way: a session began in the day, or before it and had not ended when it began.
 */
function findPlainly(sessions: Facts[]) {
  return sessions
    .map((session) => {
      const limit = session.logoutTime ? null : limitEnd(session, LIMITS, NOW);
      const logoutTime = session.logoutTime ?? limit?.at ?? null;
      const endReason = session.logoutTime ? "SIGNED_OUT" : (limit?.reason ?? null);
      return { id: session.id, loginTime: session.loginTime, logoutTime, endReason };
    })
    .filter(
      ({ loginTime, logoutTime }) =>
        loginTime < BOUNDS.end &&
        (loginTime >= BOUNDS.start || logoutTime === null || logoutTime > BOUNDS.start),
    )
    .map(({ loginTime: _, ...found }) => found);
}

/**
 * Generates sessions, often at the ends of the day or a millisecond beside them; a few are longer than the
 * product allows.
 */
function generatedFacts(): fc.Arbitrary<Facts> {
  const around = fc.constantFrom(BOUNDS.start.getTime(), BOUNDS.end.getTime());
  const beside = fc.oneof(
    fc.constantFrom(-1, 0, 1),
    fc.integer({ min: -30 * HOUR_MS, max: 5 * HOUR_MS }),
    fc.integer({ min: -400 * HOUR_MS, max: 0 }),
  );
  const instant = fc.tuple(around, beside).map(([at, ms]) => Math.min(at + ms, NOW.getTime()));
  return fc
    .tuple(fc.array(instant, { minLength: 4, maxLength: 4 }), fc.boolean())
    .map(([[a = 0, b = 0, c = 0, d = 0], open]) => ({
      id: randomUUID(),
      loginTime: new Date(Math.min(a, b, c, d)),
      lastContactAt: new Date(b),
      lastActivityAt: new Date(Math.min(b, c)),
      logoutTime: open ? null : new Date(d),
    }));
}

async function insertHistory(sessions: Facts[]): Promise<void> {
  const { id: userId } = await makeUser();
  await prisma.userSession.createMany({
    data: sessions.map((session) => ({
      ...session,
      userId,
      sessionKey: randomUUID(),
      isActive: session.logoutTime === null,
      endReason: session.logoutTime && "SIGNED_OUT",
    })),
  });
}
