import { expect, test } from "vitest";
import { formatDay, formatDays, formatInstant, formatMinute, formatTime } from "./format-instant";

test.each(["2025-11-11T14:32:15.123-05:00", "2025-11-11T14:32:15+05:45"])(
  "%s is formatted by its digits",
  (at) => {
    expect(formatInstant(at)).toBe("11/11/2025 14:32:15");
    expect(formatDay(at)).toBe("11/11/2025");
    expect(formatTime(at)).toBe("14:32:15");
    expect(formatMinute(at)).toBe("14:32");
  },
);

test.each([
  ["2025-11-11", "2025-11-11", "11/11/2025"],
  ["2025-11-19", "2025-11-22", "19–22/11/2025"],
  ["2025-10-28", "2025-11-03", "28/10–03/11/2025"],
  ["2025-12-29", "2026-01-04", "29/12/2025–04/01/2026"],
  ["2024-11-11", "2025-11-11", "11/11/2024–11/11/2025"],
])("the days from %s to %s are formatted as %s", (first, last, expected) => {
  expect(formatDays(first, last)).toBe(expected);
});
