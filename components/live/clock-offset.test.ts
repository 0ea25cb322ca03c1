import { expect, test } from "vitest";
import { nextOffset } from "./clock-offset";

test.each([
  ["the first sample is used", null, -4_000, -4_000],
  ["a larger sample, from a faster answer, replaces the offset", -4_000, -300, -300],
  ["a smaller sample, from a slower answer, is ignored", -300, -4_000, -300],
  ["a PC clock that is set an hour ahead is followed", -300, -3_600_300, -3_600_300],
  ["a PC clock that is set an hour back is followed", -300, 3_599_700, 3_599_700],
])("%s", (_, previous, sample, expected) => {
  expect(nextOffset(previous, sample)).toBe(expected);
});
