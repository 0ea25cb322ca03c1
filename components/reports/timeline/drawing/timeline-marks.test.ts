import { expect, test } from "vitest";
import { marksOf } from "./timeline-marks";

const HOURS = ["00:00:00.000-04:00", "01:00:00.000-04:00", "01:00:00.000-05:00", "02:00:00.000-05:00"].map(
  (time) => `2025-11-02T${time}`,
);
const DAY = { hours: HOURS, end: "2025-11-03T00:00:00.000-05:00" };
const spanFrom = (from: string, to: string) => ({ from: Date.parse(from), to: Date.parse(to) });

test("an hour that occurs twice has two marks", () => {
  const marks = marksOf(DAY, spanFrom(HOURS[0] ?? "", "2025-11-02T03:00:00-05:00"), "day");
  expect(marks.map(({ label, across, major }) => [label, across, major])).toEqual([
    ["00", 0, true],
    ["01", 25, false],
    ["01", 50, false],
    ["02", 75, false],
  ]);
});

test("one hour has a mark every 15 minutes, three hours every 30 minutes", () => {
  const hour = marksOf(DAY, spanFrom(HOURS[2] ?? "", HOURS[3] ?? ""), "1h");
  expect(hour.map(({ label }) => label)).toEqual(["01:00", "01:15", "01:30", "01:45", "02:00"]);
  const three = marksOf(DAY, spanFrom(HOURS[0] ?? "", HOURS[3] ?? ""), "3h");
  expect(three.map(({ label }) => label)).toEqual([
    "00:00",
    "00:30",
    "01:00",
    "01:30",
    "01:00",
    "01:30",
    "02:00",
  ]);
});
