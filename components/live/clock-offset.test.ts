import { expect, test } from "vitest";
import { nextOffset } from "./clock-offset";

test.each([
  ["the first sample is taken", null, -4_000, -4_000],
  ["an answer that travelled less is truer", -4_000, -300, -300],
  ["an answer that travelled longer changes nothing", -300, -4_000, -300],
  ["a PC clock set an hour ahead is followed", -300, -3_600_300, -3_600_300],
  ["a PC clock set an hour back is followed", -300, 3_599_700, 3_599_700],
])("%s", (_, previous, sample, expected) => {
  expect(nextOffset(previous, sample)).toBe(expected);
});
