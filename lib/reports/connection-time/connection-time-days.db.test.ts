import { beforeEach, expect, test, vi } from "vitest";
import { env } from "@/lib/env";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { SYSTEM } from "@/lib/viewer";
import { type ConnectionTimeRow, DEFAULT_CONNECTION_TIME_VIEW } from "./connection-time";
import { readConnectionTime } from "./read-connection-time";

/*
 * Days of one user in Haiti, small enough to compute by hand. read-connection-time.db.test.ts compares
 * generated histories with a plain calculation, and names the negative controls.
 */

const clock = vi.hoisted(() => ({ now: new Date(0) }));
vi.mock("@/lib/db/clock", () => ({ databaseNow: async () => clock.now }));

const HOUR_MS = 3_600_000;
const LIMITS = { idleMs: HOUR_MS, maxAgeMs: 12 * HOUR_MS };

beforeEach(() => {
  clock.now = new Date("2025-11-12T12:00-05:00");
  vi.spyOn(env(), "timeZone", "get").mockReturnValue("America/Port-au-Prince");
});

test("a morning and an afternoon add up, and the time between them is a gap", async () => {
  const { days, totals } = await readDays([
    { from: "2025-11-11T08:00-05:00", to: "2025-11-11T12:00-05:00" },
    { from: "2025-11-11T13:00-05:00", to: "2025-11-11T16:30-05:00" },
  ]);
  expect(days).toEqual([
    { day: "2025-11-11", in: "11T08:00", out: "11T16:30", hours: 7.5, gap: 1, sessions: 2, flags: "" },
  ]);
  expect(totals).toEqual({ rows: 1, people: 1, totalMs: 7.5 * HOUR_MS, sessions: 2, approximate: false });
});

test("the overlap of two sessions counts once", async () => {
  const { days, totals } = await readDays([
    { from: "2025-11-11T08:00-05:00", to: "2025-11-11T12:00-05:00" },
    { from: "2025-11-11T10:00-05:00", to: "2025-11-11T14:00-05:00" },
  ]);
  expect(days).toEqual([
    { day: "2025-11-11", in: "11T08:00", out: "11T14:00", hours: 6, gap: 0, sessions: 2, flags: "" },
  ]);
  expect(totals).toEqual({ rows: 1, people: 1, totalMs: 6 * HOUR_MS, sessions: 2, approximate: false });
});

test("a session over midnight is in the rows of both days, and is one session in the totals", async () => {
  const { days, totals } = await readDays([{ from: "2025-11-11T22:00-05:00", to: "2025-11-12T02:30-05:00" }]);
  const first = { day: "2025-11-11", in: "11T22:00", out: "12T00:00", hours: 2, gap: 0, sessions: 1 };
  const second = { day: "2025-11-12", in: "12T00:00", out: "12T02:30", hours: 2.5, gap: 0, sessions: 1 };
  expect(days).toEqual([
    { ...first, flags: "toTheEnd" },
    { ...second, flags: "fromTheStart" },
  ]);
  expect(totals).toEqual({ rows: 2, people: 1, totalMs: 4.5 * HOUR_MS, sessions: 1, approximate: false });
});

test("an open session counts until now, here noon, and its day has no last out", async () => {
  const { days, totals } = await readDays([
    { from: "2025-11-12T09:00-05:00", to: null, lastContact: "2025-11-12T11:59-05:00" },
  ]);
  expect(days).toEqual([
    { day: "2025-11-12", in: "12T09:00", out: null, hours: 3, gap: 0, sessions: 1, flags: "" },
  ]);
  expect(totals).toEqual({ rows: 1, people: 1, totalMs: 3 * HOUR_MS, sessions: 1, approximate: false });
});

test("a session that lost contact counts until its last contact, marked as approximate", async () => {
  const { days, totals } = await readDays([
    { from: "2025-11-12T08:00-05:00", to: null, lastContact: "2025-11-12T09:15-05:00" },
  ]);
  const day = { day: "2025-11-12", in: "12T08:00", out: "12T09:15", hours: 1.25, gap: 0, sessions: 1 };
  expect(days).toEqual([{ ...day, flags: "lastOutApproximate approximate" }]);
  expect(totals).toEqual({ rows: 1, people: 1, totalMs: 1.25 * HOUR_MS, sessions: 1, approximate: true });
});

test("a day on which the clocks go back has 25 hours, and its end is not part of the next day", async () => {
  const { days, totals } = await readDays([{ from: "2025-11-02T00:00-04:00", to: "2025-11-03T00:00-05:00" }]);
  const day = { day: "2025-11-02", in: "02T00:00", out: "03T00:00", hours: 25, gap: 0, sessions: 1 };
  expect(days).toEqual([{ ...day, flags: "fromTheStart toTheEnd" }]);
  expect(totals).toEqual({ rows: 1, people: 1, totalMs: 25 * HOUR_MS, sessions: 1, approximate: false });
});

test("an hour of the heat is the mean number of connected people, here over two Tuesdays", async () => {
  const { heat } = await readDays([
    { from: "2025-11-11T08:00-05:00", to: "2025-11-11T10:00-05:00" },
    { from: "2025-11-11T11:00-05:00", to: "2025-11-11T11:30-05:00" },
  ]);
  expect(heat[1]?.slice(7, 13)).toEqual([0, 0.5, 0.5, 0, 0.25, 0]);
});

/** Inserts a user with these sessions, and reads the user's connection time in the first half of November. */
async function readDays(sessions: { from: string; to: string | null; lastContact?: string }[]) {
  const user = await makeUser();
  for (const { from, to, lastContact } of sessions) {
    const lastContactAt = new Date(lastContact ?? to ?? from);
    const facts = { loginTime: new Date(from), lastContactAt, lastActivityAt: lastContactAt };
    await makeSession(user, to === null ? facts : { ...facts, logoutTime: new Date(to) });
  }
  const period = { from: "2025-11-01", to: "2025-11-15", sort: "day" } as const;
  const view = { ...DEFAULT_CONNECTION_TIME_VIEW, ...period, user: user.id };
  const { rows, totals, heat } = await readConnectionTime(SYSTEM, view, LIMITS);
  return { days: rows.map(toDay), totals, heat };
}

const FLAGS = ["fromTheStart", "toTheEnd", "lastOutApproximate", "approximate"] as const;

/** Shortens a row for the comparisons above: `2025-11-11T08:00:00.000-05:00` becomes `11T08:00`. */
function toDay(row: ConnectionTimeRow) {
  const clockOf = (instant: string) => instant.slice(8, 16);
  return {
    day: row.from,
    in: clockOf(row.firstIn),
    out: row.lastOut && clockOf(row.lastOut),
    hours: row.totalMs / HOUR_MS,
    gap: (row.longestGapMs ?? 0) / HOUR_MS,
    sessions: row.sessions,
    flags: FLAGS.filter((flag) => row[flag]).join(" "),
  };
}
