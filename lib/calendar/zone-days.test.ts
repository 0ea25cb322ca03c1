import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, calendarDays, dayOf, isDay, startOfDay, startOfDayAt, weekdayOf } from "./zone-days";

const HAITI = "America/Port-au-Prince";
const PARIS = "Europe/Paris";

test.each([
  ["a winter's day", HAITI, "2025-11-11T19:32:15.123Z", "2025-11-11T05:00:00.000Z"],
  ["a summer's day", HAITI, "2025-07-01T18:05:09Z", "2025-07-01T04:00:00.000Z"],
  ["the last millisecond of a day", HAITI, "2025-11-11T04:59:59.999Z", "2025-11-10T05:00:00.000Z"],
  ["midnight itself", HAITI, "2025-11-11T05:00:00.000Z", "2025-11-11T05:00:00.000Z"],
  ["the evening of a day of 23 hours", HAITI, "2025-03-10T03:59:00Z", "2025-03-09T05:00:00.000Z"],
  ["the evening of a day of 25 hours", HAITI, "2025-11-03T04:59:00Z", "2025-11-02T04:00:00.000Z"],
  ["a day whose midnight the clocks skip", HAITI, "2005-04-03T20:00:00Z", "2005-04-03T05:00:00.000Z"],
  ["a day before clocks that go back at midnight", HAITI, "2005-10-30T04:30:00Z", "2005-10-29T04:00:00.000Z"],
  ["a winter's day", PARIS, "2025-01-02T00:30:00Z", "2025-01-01T23:00:00.000Z"],
  ["the evening of a day of 23 hours", PARIS, "2025-03-30T21:59:00Z", "2025-03-29T23:00:00.000Z"],
  ["the evening of a day of 25 hours", PARIS, "2025-10-26T22:59:00Z", "2025-10-25T22:00:00.000Z"],
  ["the day after one of 25 hours", PARIS, "2025-10-26T23:00:00Z", "2025-10-26T23:00:00.000Z"],
  ["a zone with quarters", "Asia/Kathmandu", "2025-06-01T12:00:00Z", "2025-05-31T18:15:00.000Z"],
  ["the day after one that was left out", "Pacific/Apia", "2011-12-30T20:00:00Z", "2011-12-30T10:00:00.000Z"],
  ["a day", "UTC", "2025-06-01T23:59:59Z", "2025-06-01T00:00:00.000Z"],
])("%s in %s: at %s it began at %s", (_what, timeZone, now, expected) => {
  expect(startOfDayAt(new Date(now), timeZone).toISOString()).toBe(expected);
});

test("the date is the same from the start of the day until now, and differs a millisecond before", () => {
  const zones = fc.constantFrom(HAITI, PARIS, "America/Havana", "Asia/Beirut", "Australia/Lord_Howe", "UTC");
  const instants = fc.date({
    min: new Date("2000-01-01T00:00:00Z"),
    max: new Date("2040-01-01T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(zones, instants, fc.double({ min: 0, max: 1, noNaN: true }), (timeZone, now, share) => {
      const start = startOfDayAt(now, timeZone);
      const between = new Date(start.getTime() + Math.floor((now.getTime() - start.getTime()) * share));
      expect(start.getTime()).toBeLessThanOrEqual(now.getTime());
      expect(dateIn(timeZone, start)).toBe(dateIn(timeZone, now));
      expect(dateIn(timeZone, between)).toBe(dateIn(timeZone, now));
      expect(dateIn(timeZone, new Date(start.getTime() - 1))).not.toBe(dateIn(timeZone, now));
    }),
    { numRuns: 500 },
  );
});

/** Computes the date in another way than the product does. */
function dateIn(timeZone: string, at: Date): string {
  return at.toLocaleString("sv-SE", { timeZone }).slice(0, 10);
}

test("dayOf returns a day from its first to its last millisecond, and a day has 23 hours or more", () => {
  const zones = fc.constantFrom(HAITI, PARIS, "America/Havana", "Australia/Lord_Howe", "UTC");
  const days = fc.integer({ min: 0, max: 14_000 }).map((count) => addDays("2001-01-01", count));
  fc.assert(
    fc.property(zones, days, (timeZone, day) => {
      const [start, end] = [startOfDay(day, timeZone), startOfDay(addDays(day, 1), timeZone)];
      expect(dayOf(start, timeZone)).toBe(day);
      expect(dayOf(new Date(end.getTime() - 1), timeZone)).toBe(day);
      expect((end.getTime() - start.getTime()) / 3_600_000).toBeGreaterThanOrEqual(23);
    }),
    { numRuns: 100 },
  );
});

test.each([
  ["2025-02-28", 1, "2025-03-01"],
  ["2024-02-28", 1, "2024-02-29"],
  ["2025-01-01", -1, "2024-12-31"],
  ["2025-03-09", 7, "2025-03-16"],
])("%s plus %i days is %s", (day, count, expected) => {
  expect(addDays(day, count)).toBe(expected);
});

test.each([
  ["2025-11-11", true],
  ["2025-02-29", false],
  ["2025-13-01", false],
  ["1999-12-31", false],
  ["2025-11-11T00:00", false],
  ["", false],
])("isDay(%j) is %s", (text, expected) => {
  expect(isDay(text)).toBe(expected);
});

test.each([
  ["2025-11-10", 0],
  ["2025-11-11", 1],
  ["2025-11-16", 6],
  ["2024-02-29", 3],
])("the weekday of %s is %i", (day, expected) => {
  expect(weekdayOf(day)).toBe(expected);
});

test("the days of a period are contiguous, and one may have 25 hours", () => {
  expect(calendarDays({ from: "2025-11-01", to: "2025-11-03" }, HAITI)).toEqual({
    days: ["2025-11-01", "2025-11-02", "2025-11-03"],
    bounds: [
      "2025-11-01T04:00:00Z",
      "2025-11-02T04:00:00Z",
      "2025-11-03T05:00:00Z",
      "2025-11-04T05:00:00Z",
    ].map((at) => new Date(at)),
  });
});

test("a day that the calendar left out is not among the days of a period", () => {
  const { days, bounds } = calendarDays({ from: "2011-12-29", to: "2011-12-31" }, "Pacific/Apia");
  expect(days).toEqual(["2011-12-29", "2011-12-31"]);
  expect(bounds).toHaveLength(3);
});
