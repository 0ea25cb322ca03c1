import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { limitEnd, type SessionLimits } from "@/lib/sessions/limits";
import { deleteAllUsers } from "@/lib/testing/records/delete-all-users";
import { makeUser } from "@/lib/testing/records/factories";
import { countConnected } from "./count-connected";

const STEP_MS = 15 * 60_000;
const DAY_MS = 96 * STEP_MS;
const HOUR_MS = 4 * STEP_MS;
const LIMITS: SessionLimits = { idleMs: HOUR_MS, maxAgeMs: 12 * HOUR_MS };
const NOON = new Date("2026-03-08T17:00:00Z"); // full hour and full step
const FROM = new Date(NOON.getTime() - DAY_MS);

beforeEach(deleteAllUsers);

interface Spell {
  person: number;
  loginTime: Date;
  logoutTime: Date | null;
  lastContactAt: Date;
  lastActivityAt: Date;
}

/** A session of a person, in steps after `FROM`; open ones are in contact and active at `last`. */
function session(person: number, login: number, logout: number | null, last = logout ?? login): Spell {
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

test.each<[string, Spell[], (step: number) => number]>([
  ["nobody", [], () => 0],
  ["from the login, and no longer at the logout", [session(0, 10, 20)], (n) => Number(n >= 10 && n < 20)],
  ["too short for a step", [session(0, 10.1, 10.9)], () => 0],
  ["since yesterday", [session(0, -30, 4)], (n) => Number(n < 4)],
  ["ended before", [session(0, -30, 0), session(1, -9, -1)], () => 0],
  [
    "one person twice counts once",
    [session(0, 10, 20), session(0, 15, 30)],
    (n) => Number(n >= 10 && n < 30),
  ],
  [
    "two people",
    [session(0, 10, 20), session(1, 19, 30)],
    (n) => Number(n >= 10 && n < 20) + Number(n >= 19 && n < 30),
  ],
  [
    "away and back",
    [session(0, 10, 20), session(0, 30, 40)],
    (n) => Number((n >= 10 && n < 20) || (n >= 30 && n < 40)),
  ],
  ["an open session reaches to now", [session(0, 90, null, 96)], (n) => Number(n >= 90)],
  [
    "a silent one past its limit ended at its last contact",
    [session(0, 40, null, 50)],
    (n) => Number(n >= 40 && n < 50),
  ],
  ["one past its limits since before", [session(0, -300, null, -200)], () => 0],
])("%s", async (_what, spells, expected) => {
  await insertHistory(spells);
  const { from, stepMs, people } = await countConnected(LIMITS, NOON);
  expect({ from: new Date(from), stepMs }).toEqual({ from: FROM, stepMs: STEP_MS });
  expect(people).toEqual(Array.from({ length: 97 }, (_, step) => expected(step)));
});

test("between two quarters of an hour the last point is the latest of them", async () => {
  await insertHistory([session(0, 96, null)]);
  const { from, people } = await countConnected(LIMITS, new Date(NOON.getTime() + STEP_MS - 1));
  expect(new Date(from)).toEqual(FROM);
  expect(people).toHaveLength(97);
  expect(people.at(-1)).toBe(1);
});

/* Negative controls: counting sessions instead of people, `<=` at an end, open sessions without their limits, each turn this red. */
test("it counts as the plain rule does, over generated histories", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(generatedSpell(), { maxLength: 25 }),
      fc.nat(STEP_MS - 1),
      async (spells, lateMs) => {
        await deleteAllUsers();
        await insertHistory(spells);
        const now = new Date(NOON.getTime() + lateMs);
        expect((await countConnected(LIMITS, now)).people).toEqual(countPlainly(spells, now));
      },
    ),
    { numRuns: 60 },
  );
});

/** The rule, without any cleverness: at each step, who has a session that had begun and had not ended. */
function countPlainly(spells: Spell[], now: Date): number[] {
  return Array.from({ length: 97 }, (_, step) => {
    const at = FROM.getTime() + step * STEP_MS;
    const connected = spells.filter((session) => {
      const end = session.logoutTime ?? limitEnd(session, LIMITS, now)?.at ?? null;
      return session.loginTime.getTime() <= at && (end === null || at < end.getTime());
    });
    return new Set(connected.map(({ person }) => person)).size;
  });
}

/** Often at a step, a millisecond beside it, or at a limit; from long before the day until the last step. */
function generatedSpell(): fc.Arbitrary<Spell> {
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
        lastActivityAt: new Date(Math.min(b, c)), // a human who does something is in contact
        logoutTime: open ? null : new Date(d),
      };
    });
}

async function insertHistory(spells: Spell[]): Promise<void> {
  const people = new Map<number, string>();
  for (const { person } of spells) if (!people.has(person)) people.set(person, (await makeUser()).id);
  await prisma.userSession.createMany({
    data: spells.map(({ person, ...facts }) => ({
      ...facts,
      userId: people.get(person) ?? "",
      sessionKey: randomUUID(),
      isActive: facts.logoutTime === null,
      endReason: facts.logoutTime && "SIGNED_OUT",
    })),
  });
}
