import { expect, test } from "vitest";
import type { TimelineView } from "@/lib/reports/timeline/timeline-view";
import { clip, drawnWindowOf, nextMiddle, nextZoom } from "./drawn-window";

const DAY = {
  day: "2025-11-02",
  today: "2025-11-11",
  generatedAt: "2025-11-11T10:00:00.000-05:00",
  start: "2025-11-02T00:00:00.000-04:00",
  end: "2025-11-03T00:00:00.000-05:00", // 25 hours later
  hours: [],
  work: { from: "2025-11-02T08:00:00.000-05:00", to: "2025-11-02T16:00:00.000-05:00" },
};
const TODAY = {
  ...DAY,
  day: "2025-11-11",
  start: "2025-11-11T00:00:00.000-05:00",
  end: "2025-11-12T00:00:00.000-05:00",
  work: { from: "2025-11-11T08:00:00.000-05:00", to: "2025-11-11T16:00:00.000-05:00" },
  generatedAt: "2025-11-11T10:07:00.000-05:00",
};
const MS = (at: string) => Date.parse(at);

test.each<[string, typeof DAY, TimelineView["zoom"], number | null, string, string]>([
  ["all of a long day", DAY, "day", 600, DAY.start, DAY.end],
  ["the working hours", DAY, "work", 600, DAY.work.from, DAY.work.to],
  [
    "the middle of the working hours",
    DAY,
    "6h",
    null,
    "2025-11-02T09:00:00-05:00",
    "2025-11-02T15:00:00-05:00",
  ],
  ["the hour around a minute", DAY, "1h", 13 * 60, "2025-11-02T11:30:00-05:00", "2025-11-02T12:30:00-05:00"],
  [
    "the first three hours, for a minute near the start of the day",
    DAY,
    "3h",
    10,
    DAY.start,
    "2025-11-02T02:00:00-05:00",
  ],
  [
    "the last three hours, for a minute after the end of the day",
    DAY,
    "3h",
    1560,
    "2025-11-02T21:00:00-05:00",
    DAY.end,
  ],
  [
    "the present, on the page of today",
    TODAY,
    "1h",
    null,
    "2025-11-11T09:45:00-05:00",
    "2025-11-11T10:45:00-05:00",
  ],
])("the window shows %s", (_name, day, zoom, at, from, to) => {
  expect(drawnWindowOf(day, { zoom, at })).toEqual({ from: MS(from), to: MS(to) });
});

test("a window moves by half its length until the end of the day, and back", () => {
  const seen: number[] = [];
  for (
    let at: number | null = 0;
    at !== null && seen.length < 50;
    at = nextMiddle(DAY, { zoom: "6h", at }, 1)
  )
    seen.push(at);
  // The first and the last window touch the ends of the day.
  expect(seen).toEqual([0, 360, 540, 720, 900, 1080, 1260, 1320]);
  expect(nextMiddle(DAY, { zoom: "6h", at: 0 }, -1)).toBeNull();
  expect(nextMiddle(DAY, { zoom: "6h", at: 360 }, -1)).toBe(180);
  expect(nextMiddle(DAY, { zoom: "day", at: 360 }, 1)).toBeNull();
});

test("zooming goes from the whole day to one hour and stops there", () => {
  expect(nextZoom({ zoom: "day", at: null }, -1)).toBeNull();
  expect(nextZoom({ zoom: "day", at: null }, 1)).toBe("work");
  expect(nextZoom({ zoom: "1h", at: null }, 1)).toBeNull();
  expect(nextZoom({ zoom: "1h", at: null }, -1)).toBe("3h");
});

const WINDOW = { from: MS("2025-11-11T08:00:00Z"), to: MS("2025-11-11T12:00:00Z") };
const NOW = MS("2025-11-11T10:00:00Z");

test.each<[string, string, string | null, ReturnType<typeof clip>]>([
  [
    "inside the window",
    "2025-11-11T09:00:00Z",
    "2025-11-11T11:00:00Z",
    { from: 25, to: 75, begins: true, ends: true },
  ],
  [
    "that began before the window",
    "2025-11-10T09:00:00Z",
    "2025-11-11T11:00:00Z",
    { from: 0, to: 75, begins: false, ends: true },
  ],
  [
    "that ends after the window",
    "2025-11-11T11:00:00Z",
    "2025-11-12T11:00:00Z",
    { from: 75, to: 100, begins: true, ends: false },
  ],
  [
    "that covers the window",
    "2025-11-10T09:00:00Z",
    "2025-11-12T11:00:00Z",
    { from: 0, to: 100, begins: false, ends: false },
  ],
  ["that is open, until now", "2025-11-11T09:00:00Z", null, { from: 25, to: 50, begins: true, ends: true }],
  [
    "without length",
    "2025-11-11T09:00:00Z",
    "2025-11-11T09:00:00Z",
    { from: 25, to: 25, begins: true, ends: true },
  ],
  [
    "without length, at the start of the window",
    "2025-11-11T08:00:00Z",
    "2025-11-11T08:00:00Z",
    { from: 0, to: 0, begins: true, ends: true },
  ],
  ["that ends as the window begins (null)", "2025-11-11T07:00:00Z", "2025-11-11T08:00:00Z", null],
  ["that begins as the window ends (null)", "2025-11-11T12:00:00Z", null, null],
  ["before the window (null)", "2025-11-11T06:00:00Z", "2025-11-11T07:00:00Z", null],
])("clips a session %s", (_name, loginTime, logoutTime, expected) => {
  expect(clip({ sessionId: "", loginTime, logoutTime, endReason: null }, WINDOW, NOW)).toEqual(expected);
});
