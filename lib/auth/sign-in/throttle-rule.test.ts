import { expect, test } from "vitest";
import { ADDRESS_RULE, isThrottled, NAME_RULE, throttleDelayMs } from "./throttle-rule";

test.each([
  [0, 0],
  [5, 0],
  [6, 15_000],
  [7, 30_000],
  [8, 60_000],
  [12, 900_000],
  [1_000_000, 900_000],
])("after %i failures of one name the next attempt waits %i ms", (failures, delayMs) => {
  expect(throttleDelayMs(failures, NAME_RULE)).toBe(delayMs);
});

test.each([
  [100, 0],
  [101, 5_000],
  [200, 300_000],
])("after %i failures from one address the next attempt waits %i ms", (failures, delayMs) => {
  expect(throttleDelayMs(failures, ADDRESS_RULE)).toBe(delayMs);
});

test("the wait expires by itself", () => {
  const lastAt = new Date("2025-11-11T12:00:00Z");
  const after = (ms: number) => new Date(lastAt.getTime() + ms);
  expect(isThrottled({ failures: 6, lastAt }, NAME_RULE, after(14_999))).toBe(true);
  expect(isThrottled({ failures: 6, lastAt }, NAME_RULE, after(15_000))).toBe(false);
});
