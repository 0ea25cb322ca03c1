import { expect, test } from "vitest";
import { formatInstant, formatTime } from "./format-instant";

test.each([
  ["2025-11-11T19:32:15.000Z", "America/Port-au-Prince", "11/11/2025 14:32:15"],
  ["2025-07-01T18:05:09.999Z", "America/Port-au-Prince", "01/07/2025 14:05:09"], // summer time
  ["2025-11-12T04:59:59.000Z", "America/Port-au-Prince", "11/11/2025 23:59:59"],
  ["2025-11-12T05:00:00.000Z", "America/Port-au-Prince", "12/11/2025 00:00:00"], // midnight is 00, not 24
  ["2025-12-31T23:30:00.000Z", "Europe/Paris", "01/01/2026 00:30:00"],
  ["2025-01-02T03:04:05.000Z", "UTC", "02/01/2025 03:04:05"],
])("%s in %s reads %s", (at, timeZone, expected) => {
  expect(formatInstant(at, timeZone)).toBe(expected);
  expect(formatInstant(new Date(at), timeZone)).toBe(expected);
  expect(formatTime(at, timeZone)).toBe(expected.slice(11));
});
