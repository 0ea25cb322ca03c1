import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { prisma } from "@/lib/db/client";
import { PERS, type Per, TIME_SORTS } from "@/lib/reports/connection-time/connection-time";
import { ROLES } from "@/lib/roles";
import { type PlainSession, plainHours } from "@/lib/testing/connection-time/plain-connection-time";
import { deleteAllUsers } from "@/lib/testing/records/delete-all-users";
import { makeUser } from "@/lib/testing/records/factories";

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** Session limits of every scenario. */
export const LIMITS = { idleMs: HOUR_MS, maxAgeMs: 12 * HOUR_MS };
/** Number of users in a scenario; a `person` is a number below it. */
export const PEOPLE = 8;
const roleOf = (person: number) => ROLES[person % 3] ?? "ADMIN";

/**
 * One scene for each change of the clocks, with a period from four days before it to four days after it. In
 * Haiti the clocks changed at midnight in 2005.
 */
const SCENES = [
  ["America/Port-au-Prince", "2025-03-09T07:00Z"],
  ["America/Port-au-Prince", "2025-11-02T06:00Z"],
  ["America/Port-au-Prince", "2005-04-03T05:00Z"],
  ["America/Port-au-Prince", "2005-10-30T04:00Z"],
  ["Europe/Paris", "2025-03-30T01:00Z"],
  ["Europe/Paris", "2025-10-26T01:00Z"],
].map(([timeZone = "", changed = ""]) => {
  const change = Date.parse(changed);
  const hours = plainHours(change - 12 * DAY_MS, change + 9 * DAY_MS, timeZone);
  const dayAt = (at: number) => hours.find(({ began, ended }) => began <= at && at < ended)?.day ?? "";
  return { timeZone, change, hours, dayAt, from: dayAt(change - 4 * DAY_MS), to: dayAt(change + 4 * DAY_MS) };
});

export interface Scenario {
  /** Index of the scene. */
  scene: number;
  now: number;
  sessions: PlainSession[];
  /** Sort order of the list that the test reads in small pages. */
  sort: (typeof TIME_SORTS)[number];
  per: Per;
}

/**
 * Generates scenarios. Instants are often exactly at, or a few milliseconds beside, a midnight, the change of
 * the clocks, `now`, or `now` minus a session limit.
 */
export function scenario(): fc.Arbitrary<Scenario> {
  return fc
    .tuple(fc.nat(SCENES.length - 1), fc.integer({ min: -2 * DAY_MS, max: 6 * DAY_MS }), fc.nat(3))
    .chain(([index, sinceChange, kind]) => {
      const scene = readScene({ scene: index });
      const midnights = scene.hours.filter(({ day }, index) => scene.hours[index - 1]?.day !== day).slice(1);
      const moments = midnights.map(({ began }) => began);
      const now = kind === 0 ? (moments[Math.floor(moments.length / 2)] ?? 0) : scene.change + sinceChange;
      const begin = midnights.find(({ day }) => day === scene.from)?.began ?? 0;
      const fixed = [
        ...moments,
        scene.change,
        begin,
        begin,
        now,
        now,
        now,
        now - HOUR_MS,
        now - 12 * HOUR_MS,
        now - 75_000,
      ];
      const instant = fc.oneof(
        fc
          .tuple(fc.constantFrom(...fixed), fc.constantFrom(0, 0, 0, 0, -1, 1, 3, HOUR_MS, -HOUR_MS))
          .map(([at, beside]) => at + beside),
        fc.integer({ min: scene.change - 5 * DAY_MS, max: now + 5 }),
        fc.integer({ min: now - 14 * HOUR_MS, max: now + 5 }),
      );
      const sessions = fc.array(session(instant), { minLength: 1, maxLength: 60, size: "max" });
      return fc.record({
        scene: fc.constant(index),
        now: fc.constant(now),
        sessions,
        sort: fc.constantFrom(...TIME_SORTS),
        per: fc.constantFrom(...PERS),
      });
    });
}

function session(instant: fc.Arbitrary<number>): fc.Arbitrary<PlainSession> {
  const lengths = fc.oneof(fc.constantFrom(0, 0, 1, HOUR_MS), fc.nat(13 * HOUR_MS), fc.nat(9 * DAY_MS));
  return fc
    .tuple(
      fc.nat(PEOPLE - 1),
      instant,
      lengths,
      fc.nat(13 * HOUR_MS),
      fc.nat(2 * HOUR_MS),
      fc.boolean(),
      fc.nat(2),
    )
    .map(([person, login, length, contact, since, lost, kind]) => ({
      person,
      login,
      logout: kind === 0 ? null : login + length,
      contact: login + contact,
      activity: login + Math.max(0, contact - since),
      lost,
    }));
}

/**
 * Replaces all users and sessions by those of a scenario.
 *
 * @returns the ids of the users, by their number
 */
export async function insertHistory({ sessions }: Scenario): Promise<string[]> {
  await deleteAllUsers();
  const ids: string[] = [];
  for (let person = 0; person < PEOPLE; person++)
    ids.push((await makeUser({ name: `${person % 5} ${roleOf(person)}`, role: roleOf(person) })).id);
  await prisma.userSession.createMany({
    data: sessions.map(({ person, login, logout, contact, activity, lost }) => ({
      userId: ids[person] ?? "",
      sessionKey: randomUUID(),
      loginTime: new Date(login),
      logoutTime: logout === null ? null : new Date(logout),
      lastContactAt: new Date(contact),
      lastActivityAt: new Date(activity),
      isActive: logout === null,
      endReason: logout === null ? null : lost ? "LOST_CONTACT" : "SIGNED_OUT",
    })),
  });
  return ids;
}

/**
 * Returns the scene of a scenario: time zone, change of the clocks, hours, first and last day of the period.
 */
export function readScene({ scene }: Pick<Scenario, "scene">) {
  const found = SCENES[scene];
  if (!found) throw new Error("there is no such scene");
  return found;
}
