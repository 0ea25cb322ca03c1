import { expect, test } from "vitest";
import { newestAnswer } from "./newest-answer";

const early = "2026-11-22T12:00:00.000Z";
const late = "2026-11-22T12:00:30.000Z";
/** Also 30 s apart, across the end of daylight saving time. */
const before = "2026-11-01T01:59:45.000-04:00";
const since = "2026-11-01T01:00:15.000-05:00";
const answer = (address: string, generatedAt: string) => ({ address, body: { generatedAt } });

test.each([
  ["the fetched answer when it is newer", answer("/a", late), answer("/a", early), "fetched"],
  [
    "the fetched answer when it is newer across a clock change",
    answer("/a", since),
    answer("/a", before),
    "fetched",
  ],
  ["the rendered answer when it is newer", answer("/a", early), answer("/a", late), "rendered"],
  [
    "the rendered answer when a later fetch was for another view",
    answer("/b", late),
    answer("/a", early),
    "rendered",
  ],
  [
    "the fetched answer when a later render was of another view",
    answer("/a", early),
    answer("/b", late),
    "fetched",
  ],
  ["the fetched answer when neither is for the address", answer("/b", early), answer("/c", late), "fetched"],
] as const)("returns %s", (_, fetched, rendered, expected) => {
  expect(newestAnswer("/a", fetched, rendered)).toBe(expected === "fetched" ? fetched : rendered);
});
