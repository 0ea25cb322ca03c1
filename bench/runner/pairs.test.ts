import { expect, test } from "vitest";
import { comparePairs, spread } from "./pairs";

test("the side that goes first alternates, and a ratio belongs to its pair", async () => {
  const order: string[] = [];
  const side = (name: string, values: number[]) => ({
    name,
    measure: async () => {
      order.push(name);
      return values.shift() ?? Number.NaN;
    },
  });
  const { ratios } = await comparePairs(
    { unit: "/s", base: side("a", [100, 200, 400]), other: side("b", [50, 200, 100]), pairs: 3 },
    () => {},
  );
  expect(order).toEqual(["a", "b", "b", "a", "a", "b"]);
  expect(ratios).toEqual([0.5, 1, 0.25]);
});

test("median and quartiles", () => {
  expect(spread([5, 1, 4, 2, 3])).toEqual({ median: 3, min: 1, max: 5, q1: 2, q3: 4 });
  expect(spread([1, 2]).median).toBe(1.5);
});
