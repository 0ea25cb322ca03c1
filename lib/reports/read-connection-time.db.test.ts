import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { makeUser } from "@/lib/testing/factories";
import { forgetEverybody } from "@/lib/testing/forget-everybody";
import {
  cut,
  type Hour,
  measure,
  type Piece,
  type PlainSession,
  pieceOf,
  plainHours,
} from "@/lib/testing/plain-connection-time";
import { SYSTEM } from "@/lib/viewer";
import {
  type ConnectionTimeRow,
  DEFAULT_TIME_VIEW,
  PERS,
  type Per,
  ROLES,
  TIME_SORTS,
} from "./connection-time";
import { readConnectionTime } from "./read-connection-time";
import { countConnectionTime, walkConnectionTime } from "./walk-connection-time";

const clock = vi.hoisted(() => ({ now: new Date(0) }));
vi.mock("@/lib/db/clock", () => ({ databaseNow: async () => clock.now }));

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LIMITS = { idleMs: HOUR_MS, maxAgeMs: 12 * HOUR_MS };
const PEOPLE = 8;
const roleOf = (person: number) => ROLES[person % 3] ?? "ADMIN";

/** Around each change of the clocks; in Haiti they once changed at midnight. The period begins four days before and ends four days after. */
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
type Scene = (typeof SCENES)[number];
const sceneOf = ({ scene }: Story): Scene => SCENES[scene] ?? fail();

interface Story {
  /** Which of the scenes. */
  scene: number;
  now: number;
  sessions: PlainSession[];
  /** Of the page that is looked at in small pages. */
  sort: (typeof TIME_SORTS)[number];
  per: Per;
}

/* Negative controls: `min(began)` over the days of another person, `ended` instead of `GREATEST(began, latest)` in a total, no cut at midnight, days of 24
 * hours, silent sessions without their limits, `sessions` counted by the piece, a heat that adds every session: each turns this red. */
test("it says what plain counting says, over generated histories", async () => {
  await fc.assert(
    fc.asyncProperty(story(), async (told) => {
      const ids = await remember(told);
      for (const per of PERS) await checkPeople(told, per, ids);
      await checkRoles(told);
      await checkHeat(told);
      await checkPages(told);
    }),
    { numRuns: 20 },
  );
});

async function checkPeople(told: Story, per: Per, ids: string[]): Promise<void> {
  const { rows, totals } = await read(told, { per });
  const plain = stretchesOf(told, per).flatMap((days) =>
    ids.flatMap((userId, person) => plainRow(piecesOf(told, person), days, userId)),
  );
  expect(rows.map(toPlain).sort(byKey)).toEqual(plain.sort(byKey));
  const began = ids.flatMap((_, person) => cutTo(piecesOf(told, person), stretchesOf(told, "period").flat()));
  expect(totals).toEqual({
    rows: plain.length,
    people: new Set(plain.map(({ userId }) => userId)).size,
    totalMs: sum(plain.map(({ totalMs }) => totalMs)),
    sessions: began.length,
    approximate: plain.some(({ approximate }) => approximate),
  });
}

async function checkRoles(told: Story): Promise<void> {
  const { rows, totals } = await read(told, { per: told.per });
  const ofRoles = await read(told, { per: told.per, of: "role" });
  expect({ ...ofRoles.totals, rows: 0 }).toEqual({ ...totals, rows: 0 });
  const groups = groupBy(rows, ({ role, from }) => `${role} ${from}`);
  expect(ofRoles.rows.map(({ role, from }) => `${role} ${from}`).sort()).toEqual([...groups.keys()].sort());
  for (const row of ofRoles.rows) {
    const people = groups.get(`${row.role} ${row.from}`) ?? [];
    expect(row).toMatchObject({
      person: null,
      people: people.length,
      totalMs: sum(people.map(({ totalMs }) => totalMs)),
      sessions: sum(people.map(({ sessions }) => sessions)),
      firstIn: people.map(({ firstIn }) => firstIn).sort(byInstant)[0],
      lastOut: people.some(({ lastOut }) => lastOut === null)
        ? null
        : people
            .map(({ lastOut }) => lastOut ?? "")
            .sort(byInstant)
            .at(-1),
      approximate: people.some(({ approximate }) => approximate),
    });
  }
}

async function checkHeat(told: Story): Promise<void> {
  const { heat } = await read(told, { per: "period" });
  const [personMs, passed] = [new Map<string, number>(), new Map<string, number>()];
  const add = (to: Map<string, number>, key: string, ms: number) => void to.set(key, (to.get(key) ?? 0) + ms);
  for (const { day, hour, began, ended } of hoursOf(told)) {
    const key = `${weekdays.format(Date.parse(day))} ${hour}`;
    add(passed, key, Math.max(0, Math.min(ended, told.now) - began));
    for (let person = 0; person < PEOPLE; person++)
      add(personMs, key, measure(cut(piecesOf(told, person), began, ended)).coveredMs);
  }
  const means = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map((weekday) =>
    Array.from({ length: 24 }, (_, hour) => {
      const ms = passed.get(`${weekday} ${hour}`) ?? 0;
      return ms > 0 ? (personMs.get(`${weekday} ${hour}`) ?? 0) / ms : null;
    }),
  );
  expect(heat).toEqual(means);
}

async function checkPages(told: Story): Promise<void> {
  const { sort, per } = told;
  const all = (await read(told, { per, sort })).rows;
  const pages: ConnectionTimeRow[] = [];
  for (let page = 1; pages.length < all.length; page++) {
    const { rows } = await read(told, { per, sort, page, pageSize: 9 });
    pages.push(...rows);
  }
  expect(pages).toEqual(all);
  const beyond = await read(told, { per, sort, page: 900, pageSize: 9 });
  expect(beyond.rows).toEqual(all.slice((beyond.page - 1) * 9));
  const values = all.map((row) => VALUES[sort.replace("-", "")]?.(row) ?? "");
  const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0) * (sort.startsWith("-") ? -1 : 1));
  expect(values).toEqual(sorted);
  const walked: ConnectionTimeRow[] = [];
  for await (const batch of walkConnectionTime(SYSTEM, viewOf(told, { per }), LIMITS)) walked.push(...batch);
  expect(walked).toEqual((await read(told, { per })).rows);
  expect(await countConnectionTime(SYSTEM, viewOf(told, { per }), LIMITS)).toBe(all.length);
}

const VALUES: Record<string, (row: ConnectionTimeRow) => string | number> = {
  name: ({ person }) => person?.name ?? "",
  day: ({ from }) => from,
  total: ({ totalMs }) => totalMs,
  gap: ({ longestGapMs }) => longestGapMs ?? 0,
  sessions: ({ sessions }) => sessions,
  firstIn: ({ firstIn }) => Date.parse(firstIn),
  lastOut: ({ lastOut }) => (lastOut ? Date.parse(lastOut) : Number.POSITIVE_INFINITY),
};

const viewOf = (told: Story, view: Partial<typeof DEFAULT_TIME_VIEW>) => ({
  ...DEFAULT_TIME_VIEW,
  from: sceneOf(told).from,
  to: sceneOf(told).to,
  pageSize: 100,
  ...view,
});
const read = (told: Story, view: Partial<typeof DEFAULT_TIME_VIEW>) =>
  readConnectionTime(SYSTEM, viewOf(told, view), LIMITS);

type Day = { day: string; began: number; ended: number };

/** The hours of the period, up to today. */
function hoursOf(told: Story): Hour[] {
  const { hours, from, to, dayAt } = sceneOf(told);
  return hours.filter(({ day }) => from <= day && day <= to && day <= dayAt(told.now));
}

function stretchesOf(told: Story, per: Per): Day[][] {
  const days = [...groupBy(hoursOf(told), ({ day }) => day)].map(([day, hours]) => ({
    day,
    began: Math.min(...hours.map(({ began }) => began)),
    ended: Math.max(...hours.map(({ ended }) => ended)),
  }));
  const keys = {
    day: (day: string) => day,
    week: mondayOf,
    month: (day: string) => day.slice(0, 7),
    period: () => "",
  };
  return [...groupBy(days, ({ day }) => keys[per](day)).values()];
}

const weekdays = new Intl.DateTimeFormat("en-US", { weekday: "short", timeZone: "UTC" });

function mondayOf(day: string): string {
  let at = Date.parse(day);
  while (weekdays.format(at) !== "Mon") at -= DAY_MS;
  return new Date(at).toISOString();
}

function piecesOf({ sessions, now }: Story, person: number): Piece[] {
  return sessions.flatMap((session) =>
    session.person === person ? (pieceOf(session, LIMITS, now) ?? []) : [],
  );
}

/** The pieces that any of the days has a part of. */
function cutTo(pieces: Piece[], days: Day[]): Piece[] {
  return pieces.filter((piece) => days.some(({ began, ended }) => cut([piece], began, ended).length > 0));
}

function plainRow(pieces: Piece[], days: Day[], userId: string) {
  const byDay = days.map(({ began, ended }) => cut(pieces, began, ended));
  const parts = byDay.flat();
  if (parts.length === 0) return [];
  const lastOut = Math.max(...parts.map(({ ended }) => ended));
  const measured = byDay.map(measure);
  const open = parts.some((part) => part.open);
  return [
    {
      userId,
      from: days[0]?.day ?? "",
      to: days.at(-1)?.day ?? "",
      firstIn: Math.min(...parts.map(({ began }) => began)),
      lastOut: open ? null : lastOut,
      lastOutApproximate: !open && parts.every(({ ended, lost }) => lost || ended < lastOut),
      toTheEnd: !open && lastOut === days.at(-1)?.ended,
      totalMs: sum(measured.map(({ coveredMs }) => coveredMs)),
      longestGapMs: Math.max(...measured.map(({ gapMs }) => gapMs)) || null,
      sessions: cutTo(pieces, days).length,
      approximate: parts.some(({ lost }) => lost),
    },
  ];
}

function toPlain({ person, role, people, firstIn, lastOut, ...row }: ConnectionTimeRow) {
  expect(people).toBe(1);
  expect(person?.name).toMatch(role);
  return {
    ...row,
    userId: person?.userId ?? "",
    firstIn: Date.parse(firstIn),
    lastOut: lastOut && Date.parse(lastOut),
  };
}

function groupBy<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function fail(): never {
  throw new Error("no such scene");
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const byInstant = (a: string, b: string) => Date.parse(a) - Date.parse(b);
const byKey = (a: { userId: string; from: string }, b: { userId: string; from: string }) =>
  `${a.userId} ${a.from}` < `${b.userId} ${b.from}` ? -1 : 1;

/** Often at a midnight, at the change, at now or a limit before it, and a few milliseconds beside. */
function story(): fc.Arbitrary<Story> {
  return fc
    .tuple(fc.nat(SCENES.length - 1), fc.integer({ min: -2 * DAY_MS, max: 6 * DAY_MS }), fc.nat(3))
    .chain(([index, sinceChange, kind]) => {
      const scene = SCENES[index] ?? fail();
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

async function remember(told: Story): Promise<string[]> {
  const { now, sessions } = told;
  await forgetEverybody();
  clock.now = new Date(now);
  env().timeZone = sceneOf(told).timeZone;
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
