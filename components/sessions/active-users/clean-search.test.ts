import { expect, test } from "vitest";
import { cleanSearch } from "./clean-search";

test.each([
  ["  Jean ", "Jean"],
  ["Jean\tÉlie\n", "Jean Élie"],
  ["", ""],
  [`${"x".repeat(99)} y`, "x".repeat(99)],
  ["y".repeat(200), "y".repeat(100)],
])("%j becomes the search %j", (typed, expected) => {
  expect(cleanSearch(typed)).toBe(expected);
});
