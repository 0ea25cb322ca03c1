import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { limitEnd, type SessionLimits } from "@/lib/sessions/limits";
import { deleteAllUsers } from "@/lib/testing/records/delete-all-users";
import { makeUser } from "@/lib/testing/records/factories";
import { readConnectedCurve } from "./read-connected-curve";

const STEP_MS = 15 * 60_000;
const DAY_MS = 96 * STEP_MS;
const HOUR_MS = 4 * STEP_MS;
const LIMITS: SessionLimits = { idleMs: HOUR_MS, maxAgeMs: 12 * HOUR_MS };
const NOON = new Date("2026-03-08T17:00:00Z"); // a full hour and a full step
const FROM = new Date(NOON.getTime() - DAY_MS);

beforeEach(deleteAllUsers);

interface SessionFacts {
  person: number;
  loginTime: Date;
  logoutTime: Date | null;
  lastContactAt: Date;
  lastActivityAt: Date;
}

/**
 * Makes a session from steps after `FROM`. `logout` null: an open one, with its last contact and activity at
 * `last`.
 */
function session(person: number, login: number, logout: number | null, last = logout ?? login): SessionFacts {
  const at = (step: number) => new Date(FROM.getTime() + step * STEP_MS);
  const lastSign = at(Math.max(login, last));
  return {
    person,
    loginTime: at(login),
    logoutTime: logout === null ? null : at(logout),
    lastContactAt: lastSign,
    lastActivityAt: lastSign,
  };
}

test.each<[string, SessionFacts[], (step: number) => number]>([
  ["without a session nobody counts", [], () => 0],
  [
    "a session counts from its login on, and no longer at its logout",
    [session(0, 10, 20)],
    (n) => Number(n >= 10 && n < 20),
  ],
  ["a session between two steps counts at none", [session(0, 10.1, 10.9)], () => 0],
  [
    "a session that began before the first step counts from that step on",
    [session(0, -30, 4)],
    (n) => Number(n < 4),
  ],
  ["sessions that ended by the first step don't count", [session(0, -30, 0), session(1, -9, -1)], () => 0],
  [
    "the overlap of two sessions of one person counts once",
    [session(0, 10, 20), session(0, 15, 30)],
    (n) => Number(n >= 10 && n < 30),
  ],
  [
    "two people with overlapping sessions both count",
    [session(0, 10, 20), session(1, 19, 30)],
    (n) => Number(n >= 10 && n < 20) + Number(n >= 19 && n < 30),
  ],
  [
    "a person with two separate sessions counts in both",
    [session(0, 10, 20), session(0, 30, 40)],
    (n) => Number((n >= 10 && n < 20) || (n >= 30 && n < 40)),
  ],
  ["an open session counts until now", [session(0, 90, null, 96)], (n) => Number(n >= 90)],
  [
    "a silent session past its limit counts until its last contact",
    [session(0, 40, null, 50)],
    (n) => Number(n >= 40 && n < 50),
  ],
  [
    "a session that passed its limits before the first step doesn't count",
    [session(0, -300, null, -200)],
    () => 0,
  ],
])("%s", async (_label, sessions, expected) => {
  await insertHistory(sessions);
  const { from, stepMs, people } = await readConnectedCurve(LIMITS, NOON);
  expect({ from: new Date(from), stepMs }).toEqual({ from: FROM, stepMs: STEP_MS });
  expect(people).toEqual(Array.from({ length: 97 }, (_, step) => expected(step)));
});

test("the last point is the latest quarter of an hour before now", async () => {
  await insertHistory([session(0, 96, null)]);
  const { from, people } = await readConnectedCurve(LIMITS, new Date(NOON.getTime() + STEP_MS - 1));
  expect(new Date(from)).toEqual(FROM);
  expect(people).toHaveLength(97);
  expect(people.at(-1)).toBe(1);
});

/*
 * Negative controls, each of which makes this fail: counting sessions; `<=` at an end; no limits of open
 * sessions.
 */
test("the counts equal those of the plain rule over generated histories", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(generatedSession(), { maxLength: 25 }),
      fc.nat(STEP_MS - 1),
      async (sessions, lateMs) => {
        await deleteAllUsers();
        await insertHistory(sessions);
        const now = new Date(NOON.getTime() + lateMs);
        expect((await readConnectedCurve(LIMITS, now)).people).toEqual(countPlainly(sessions, now));
      },
    ),
    { numRuns: 60 },
  );
});

/**
 * Counts in the most direct way: at each step, the people with a session that had begun and had not ended.
 */
function countPlainly(sessions: SessionFacts[], now: Date): number[] {
  return Array.from({ length: 97 }, (_, step) => {
    const at = FROM.getTime() + step * STEP_MS;
    const connected = sessions.filter((session) => {
      const end = session.logoutTime ?? limitEnd(session, LIMITS, now)?.at ?? null;
      return session.loginTime.getTime() <= at && (end === null || at < end.getTime());
    });
    return new Set(connected.map(({ person }) => person)).size;
  });
}

/**
 * Generates sessions from long before the day until its last step, often at a step or a millisecond beside
 * it.
 */
function generatedSession(): fc.Arbitrary<SessionFacts> {
  const steps = fc.integer({ min: -60, max: 96 });
  const besides = fc.oneof(fc.constantFrom(-1, 0, 1), fc.nat(STEP_MS - 1));
  const instant = fc
    .tuple(steps, besides)
    .map(([step, beside]) => Math.min(FROM.getTime() + step * STEP_MS + beside, NOON.getTime()));
  return fc
    .tuple(fc.nat(5), fc.array(instant, { minLength: 4, maxLength: 4 }), fc.boolean())
    .map(([person, [a = 0, b = 0, c = 0, d = 0], open]) => {
      const login = Math.min(a, b, c, d);
      const loginTime = new Date(login);
      return {
        person,
        loginTime,
        lastContactAt: new Date(b),
        lastActivityAt: new Date(Math.min(b, c)), // activity implies contact
        logoutTime: open ? null : new Date(d),
      };
    });
}

async function insertHistory(sessions: SessionFacts[]): Promise<void> {
  const people = new Map<number, string>();
  for (const { person } of sessions) if (!people.has(person)) people.set(person, (await makeUser()).id);
  await prisma.userSession.createMany({
    data: sessions.map(({ person, ...facts }) => ({
      ...facts,
      userId: people.get(person) ?? "",
      sessionKey: randomUUID(),
      isActive: facts.logoutTime === null,
      endReason: facts.logoutTime && "SIGNED_OUT",
    })),
  });
}
