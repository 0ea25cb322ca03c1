import { expect, test } from "vitest";
import {
  ADDRESS_RULE,
  maxFailures,
  NAME_RULE,
  nextFailures,
  STRANGERS_RULE,
  type ThrottleRule,
  throttleDelayMs,
  waitMs,
} from "./throttle-rule";

const HOUR_MS = 3_600_000;

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
  [102, 10_000],
  [200, 120_000], // after two minutes two failures are forgotten, and 105 failures wait for 80 s
])("after %i failures from one address the next attempt waits %i ms", (failures, delayMs) => {
  expect(throttleDelayMs(failures, ADDRESS_RULE)).toBe(delayMs);
});

test("the wait expires by itself, to the millisecond", () => {
  const lastAt = new Date("2025-11-11T12:00:00Z");
  const after = (ms: number) => new Date(lastAt.getTime() + ms);
  expect(waitMs({ failures: 6, lastAt }, NAME_RULE, after(14_999))).toBe(1);
  expect(waitMs({ failures: 6, lastAt }, NAME_RULE, after(15_000))).toBe(0);
});

/*
 * Negative control: a counter that starts again after a pause (instead of forgetting one failure after the
 * other) gives 9.4 guesses an hour to a guesser who pauses at the right moments.
 */
test.each([
  ["one name", NAME_RULE, 5, 12, 4],
  ["one address", ADDRESS_RULE, 100, 120, 60],
  ["all strangers", STRANGERS_RULE, 300, 400, 300],
])(
  "%s: no pause between bursts gives more guesses than are forgotten",
  (_what, rule, free, first, perHour) => {
    expect(guessesIn(0, 0, rule)).toBe(free + 1);
    expect(guessesIn(HOUR_MS / 4, 0, rule)).toBeLessThanOrEqual(first);
    for (const pauseMs of [0, 1, 5, 15, 16, 30, 60, 61, 75, 90, 180].map((minutes) => minutes * 60_000)) {
      const days = 5;
      const hourly = (guessesIn(days * 24 * HOUR_MS, pauseMs, rule) - maxFailures(rule)) / (days * 24);
      expect(hourly, `pauses of ${pauseMs / 60_000} min`).toBeLessThanOrEqual(perHour);
    }
  },
);

/** Counts the guesses of an attacker who guesses whenever it is allowed, and pauses after each free burst. */
function guessesIn(durationMs: number, pauseMs: number, rule: ThrottleRule): number {
  let state = { failures: 0, lastAt: new Date(0) };
  let at = 0;
  let guesses = 0;
  for (;;) {
    at += waitMs(state, rule, new Date(at));
    if (at > durationMs) return guesses;
    state = nextFailures(state, rule, new Date(at));
    guesses++;
    if (state.failures > rule.freeFailures) at += pauseMs;
  }
}
