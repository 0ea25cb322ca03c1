import { expect, test } from "vitest";
import type { Dashboard } from "@/lib/reports/dashboard/dashboard";
import { curveOf, linePath, readAt } from "./connected-curve";
import { hourMarks } from "./hour-marks";

const START = Date.parse("2026-03-07T17:00:00Z");
const STEP_MS = 15 * 60_000;

/** Returns a dashboard generated two minutes after its last step. */
function dashboard(people: number[], { online = 0, away = 0 } = {}, from = START): Dashboard {
  return {
    generatedAt: new Date(from + (people.length - 1) * STEP_MS + 120_000).toISOString(),
    counts: { users: 20, online, away, offline: 0, never: 0, openSessions: online + away },
    today: { since: new Date(from).toISOString(), signIns: 0, refused: 0 },
    recent: [],
    lastDay: { from: new Date(from).toISOString(), stepMs: STEP_MS, people },
  };
}

const step = (number: number) => START + number * STEP_MS;

test("equal steps form one segment; the last ends now; the current number comes from the counts", () => {
  const curve = curveOf(dashboard([0, 0, 2, 2, 1], { online: 1, away: 2 }));
  expect(curve.segments).toEqual([
    { from: step(0), to: step(2), people: 0 },
    { from: step(2), to: step(4), people: 2 },
    { from: step(4), to: step(4) + 120_000, people: 1 },
  ]);
  expect(curve).toMatchObject({ now: 3, peak: { people: 3, at: step(4) + 120_000 } });
});

test.each([
  ["the latest of several equal ones", [1, 3, 2, 3, 1], { people: 3, at: step(3) }],
  ["zero, at the start, when nobody was connected", [0, 0], { people: 0, at: step(0) }],
])("the peak is %s", (_what, people, peak) => {
  expect(curveOf(dashboard(people)).peak).toEqual(peak);
});

test("the line moves in steps and ends at the current number", () => {
  const atSteps = { ...dashboard([0, 4, 2], { away: 4 }), generatedAt: new Date(step(2)).toISOString() };
  expect(linePath(curveOf(atSteps))).toBe("M0 100H50V0H100V50H100V0");
  const nobody = { ...dashboard([0, 0, 0]), generatedAt: new Date(step(2)).toISOString() };
  expect(linePath(curveOf(nobody))).toBe("M0 100H100V100");
});

test.each([
  [0, step(0), 0],
  [33, step(1), 4],
  [99, step(3), 1],
  [100, step(3), 1],
  [-5, step(0), 0],
  [140, step(3), 1],
])("at %i per cent, readAt returns the last step up to that point", (across, at, people) => {
  expect(readAt(curveOf(dashboard([0, 4, 2, 1])), across)).toEqual({ at, people });
});

test("hour marks follow the organisation's clock, also on a day when it changes", () => {
  const day = Array.from({ length: 97 }, () => 0);
  const labels = (from: number, timeZone: string) =>
    hourMarks(curveOf(dashboard(day, {}, from)), timeZone).map(({ label }) => label);
  expect(labels(START, "America/Port-au-Prince")).toEqual(
    // The clocks go forward in this night: 23 hours from noon to noon.
    ["12:00", "15:00", "18:00", "21:00", "00:00", "03:00", "06:00", "09:00", "12:00"],
  );
  expect(labels(START, "Asia/Kathmandu").slice(0, 2)).toEqual(["00:00", "03:00"]);
});

test("marks are placed at their hours; every second mark is major", () => {
  const marks = hourMarks(curveOf(dashboard(Array.from({ length: 97 }, () => 0))), "UTC");
  expect(marks[0]).toEqual({ label: "18:00", across: expect.closeTo((100 * 60) / 1442, 6), major: true });
  expect(marks[1]).toMatchObject({ label: "21:00", major: false });
});
