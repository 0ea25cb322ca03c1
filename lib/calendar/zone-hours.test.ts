import { expect, test } from "vitest";
import { toLocalIso } from "./local-iso";
import { boundsOf, fullHours, hoursOfDay, instantOfMinute } from "./zone-hours";

const HAITI = "America/Port-au-Prince";
const PARIS = "Europe/Paris";

const hourDigits = (day: string, timeZone: string) =>
  fullHours(boundsOf(day, timeZone), timeZone).map((at) => Number(toLocalIso(at, timeZone).slice(11, 13)));
const upTo23 = Array.from({ length: 24 }, (_, hour) => hour);

test.each<[string, string, string, number[]]>([
  ["a day of 24 hours", HAITI, "2025-11-11", upTo23],
  ["a day with an hour that comes twice", HAITI, "2025-11-02", [0, 1, ...upTo23.slice(1)]],
  ["a day with an hour that is skipped", HAITI, "2025-03-09", upTo23.filter((hour) => hour !== 2)],
  ["a day with another hour that comes twice", PARIS, "2025-10-26", [0, 1, 2, ...upTo23.slice(2)]],
  ["a day with a midnight that is skipped", HAITI, "2005-04-03", upTo23.slice(1)],
  ["a day of a zone with quarters", "Asia/Kathmandu", "2025-06-01", upTo23],
  [
    "a day whose clocks skip half an hour, with a full hour in it",
    "Australia/Lord_Howe",
    "2025-10-05",
    upTo23.filter((hour) => hour !== 2),
  ],
])("fullHours finds the full hours of %s (%s, %s)", (_what, timeZone, day, expected) => {
  expect(hourDigits(day, timeZone)).toEqual(expected);
});

test.each([
  [HAITI, "2025-11-11", 8 * 60 + 10, "2025-11-11T08:10:00.000-05:00"],
  [HAITI, "2025-11-02", 8 * 60, "2025-11-02T08:00:00.000-05:00"],
  [HAITI, "2025-03-09", 16 * 60, "2025-03-09T16:00:00.000-04:00"],
  [HAITI, "2025-03-09", 0, "2025-03-09T00:00:00.000-05:00"],
  [HAITI, "2025-03-09", 23 * 60 + 59, "2025-03-09T23:59:00.000-04:00"],
  [HAITI, "2025-11-02", 24 * 60, "2025-11-03T00:00:00.000-05:00"],
  [PARIS, "2025-10-26", 24 * 60, "2025-10-27T00:00:00.000+01:00"],
])("in %s on %s, minute %i is %s", (timeZone, day, minute, expected) => {
  expect(toLocalIso(instantOfMinute(day, minute, timeZone), timeZone)).toBe(expected);
});

const fromZero = upTo23.map((hour) => `${String(hour).padStart(2, "0")}:00`);

test.each<[string, string, string, string[]]>([
  ["a day of 24 hours", HAITI, "2025-11-11", fromZero],
  ["a day with an hour that comes twice", HAITI, "2025-11-02", fromZero],
  ["a day with an hour that is skipped", HAITI, "2025-03-09", fromZero.filter((hour) => hour !== "02:00")],
  [
    "a day with half an hour that is skipped",
    "Australia/Lord_Howe",
    "2025-10-05",
    fromZero.map((hour) => (hour === "02:00" ? "02:30" : hour)),
  ],
])("hoursOfDay returns each hour with its first instant: %s (%s, %s)", (_what, timeZone, day, expected) => {
  const hours = hoursOfDay(boundsOf(day, timeZone), timeZone);
  expect(hours.map(({ at }) => toLocalIso(at, timeZone).slice(11, 16))).toEqual(expected);
  expect(hours.map(({ hour }) => hour)).toEqual(expected.map((begin) => Number(begin.slice(0, 2))));
});

test("an hour that comes twice lasts two hours", () => {
  const [, first, second] = hoursOfDay(boundsOf("2025-11-02", HAITI), HAITI);
  expect(first).toEqual({ hour: 1, at: new Date("2025-11-02T05:00:00Z") });
  expect(second).toEqual({ hour: 2, at: new Date("2025-11-02T07:00:00Z") });
});
