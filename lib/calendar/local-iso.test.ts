import fc from "fast-check";
import { expect, test } from "vitest";
import { toLocalIso } from "./local-iso";

test.each([
  ["2025-11-11T19:32:15.007Z", "America/Port-au-Prince", "2025-11-11T14:32:15.007-05:00"],
  ["2025-07-01T18:05:09.999Z", "America/Port-au-Prince", "2025-07-01T14:05:09.999-04:00"], // summer time
  ["2025-11-12T05:00:00.000Z", "America/Port-au-Prince", "2025-11-12T00:00:00.000-05:00"], // 00, not 24
  // 01:30 for the first time, then for the second time
  ["2025-11-02T05:30:00.000Z", "America/Port-au-Prince", "2025-11-02T01:30:00.000-04:00"],
  ["2025-11-02T06:30:00.000Z", "America/Port-au-Prince", "2025-11-02T01:30:00.000-05:00"],
  ["2025-12-31T23:30:00.000Z", "Europe/Paris", "2026-01-01T00:30:00.000+01:00"],
  ["2025-01-02T03:04:05.000Z", "UTC", "2025-01-02T03:04:05.000+00:00"],
  ["2025-01-02T03:04:05.000Z", "Asia/Kathmandu", "2025-01-02T08:49:05.000+05:45"],
  ["2025-01-02T03:04:05.000Z", "America/St_Johns", "2025-01-01T23:34:05.000-03:30"],
])("%s in %s is %s", (at, timeZone, expected) => {
  expect(toLocalIso(new Date(at), timeZone)).toBe(expected);
});

test("in every zone the result is the same instant, with the digits of a clock there", () => {
  const zones = fc.constantFrom(
    "America/Port-au-Prince",
    "Europe/Paris",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
  );
  const instants = fc.date({ min: new Date("2000-01-01"), max: new Date("2060-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(zones, instants, (timeZone, at) => {
      const iso = toLocalIso(at, timeZone);
      expect(Date.parse(iso)).toBe(at.getTime());
      expect(iso.slice(0, 19).replace("T", " ")).toBe(at.toLocaleString("sv-SE", { timeZone }));
    }),
  );
});
