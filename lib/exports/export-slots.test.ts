import { expect, test } from "vitest";
import { takeSlot } from "./export-slots";

test("two at once for a person, four in all, and one more when one is done", () => {
  const first = takeSlot("a");
  const others = [takeSlot("a"), takeSlot("b")];
  expect(() => takeSlot("a")).toThrow("too_many");
  others.push(takeSlot("b"));
  expect(() => takeSlot("c")).toThrow("too_many");
  first();
  first(); // gives back no place of another
  others.push(takeSlot("c"));
  expect(() => takeSlot("d")).toThrow("too_many");
  for (const release of others) release();
  takeSlot("a")();
});
