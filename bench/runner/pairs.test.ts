import { expect, test } from "vitest";
import { comparePairs } from "./pairs";
import { spread } from "./spread";

test("the side that is measured first alternates, and each ratio belongs to one pair", async () => {
  const order: string[] = [];
  const side = (name: string, values: number[]) => ({
    name,
    measure: async () => {
      order.push(name);
      return values.shift() ?? Number.NaN;
    },
  });
  const lines = await comparePairs(
    { unit: "/s", base: side("a", [100, 200, 400]), other: side("b", [50, 200, 100]), pairs: 3 },
    () => {},
  );
  expect(order).toEqual(["a", "b", "b", "a", "a", "b"]);
  expect(lines.at(-1)).toMatch(/^b \/ a: median 0\.500 \(0\.250–1\.000, /);
});

test("a spread has the median, the extremes and the quartiles", () => {
  expect(spread([5, 1, 4, 2, 3])).toEqual({ median: 3, min: 1, max: 5, q1: 2, q3: 4 });
  expect(spread([1, 2]).median).toBe(1.5);
});
