import { expect, test } from "vitest";
import { formatDuration } from "./format-duration";

test.each([
  [0, "0s"],
  [999, "0s"],
  [45_000, "45s"],
  [59_999, "59s"],
  [60_000, "1m 0s"],
  [303_000, "5m 3s"],
  [3_600_000, "1h 0m 0s"],
  [9_045_000, "2h 30m 45s"],
  [26 * 3_600_000 + 3_000, "26h 0m 3s"],
  [1000 * 3_600_000, "1000h 0m 0s"],
  [-5_000, "0s"],
])("%i ms is formatted as %s", (durationMs, expected) => {
  expect(formatDuration(durationMs)).toBe(expected);
});
