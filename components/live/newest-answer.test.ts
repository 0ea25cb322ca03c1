import { expect, test } from "vitest";
import { newestAnswer } from "./newest-answer";

const early = "2026-11-22T12:00:00.000Z";
const late = "2026-11-22T12:00:30.000Z";
/** Half a minute apart too, while the clocks went back. */
const before = "2026-11-01T01:59:45.000-04:00";
const since = "2026-11-01T01:00:15.000-05:00";
const answer = (address: string, generatedAt: string) => ({ address, body: { generatedAt } });

test.each([
  ["what was fetched since it was drawn", answer("/a", late), answer("/a", early), "fetched"],
  ["the same in the hour that comes twice", answer("/a", since), answer("/a", before), "fetched"],
  ["what was drawn anew since it was fetched", answer("/a", early), answer("/a", late), "drawn"],
  ["what was drawn, when another view was fetched later", answer("/b", late), answer("/a", early), "drawn"],
  ["what was fetched, when another view was drawn later", answer("/a", early), answer("/b", late), "fetched"],
  [
    "what was last shown, when nothing is there for it yet",
    answer("/b", early),
    answer("/c", late),
    "fetched",
  ],
] as const)("shown is %s", (_, fetched, drawn, expected) => {
  expect(newestAnswer("/a", fetched, drawn)).toBe(expected === "fetched" ? fetched : drawn);
});
