import { expect, test } from "vitest";
import { letterOf, rowOf } from "./xlsx-cells";

test.each([
  [0, "A"],
  [25, "Z"],
])("column %i has the letter %s", (index, letter) => {
  expect(letterOf(index)).toBe(letter);
});

test.each([-1, 26])("column %i has no letter and is rejected", (index) => {
  expect(() => letterOf(index)).toThrow(`no column ${index}`);
});

test("a row with more cells than letters is rejected", () => {
  const cells = Array.from({ length: 27 }, () => ({ value: 1, kind: "count" as const }));
  expect(rowOf(1, cells.slice(1))).toContain('<c r="Z1"');
  expect(() => rowOf(1, cells)).toThrow("no column 26");
});
