/** How many failures cost nothing, and how the wait after one more grows. */
export interface ThrottleRule {
  freeFailures: number;
  firstDelayMs: number;
  maxDelayMs: number;
}

/** Five mistakes are human; then a guesser gets four tries an hour. */
export const NAME_RULE: ThrottleRule = { freeFailures: 5, firstDelayMs: 15_000, maxDelayMs: 15 * 60_000 };
/** An office is one address: many people, many honest mistakes. */
export const ADDRESS_RULE: ThrottleRule = { freeFailures: 100, firstDelayMs: 5_000, maxDelayMs: 5 * 60_000 };

/** A count that nothing was added to for this long starts again. */
export const FORGET_AFTER_MS = 60 * 60_000;

/** Wait after the latest of so many failures: none, then doubling up to the rule's maximum. */
export function throttleDelayMs(failures: number, rule: ThrottleRule): number {
  if (failures <= rule.freeFailures) return 0;
  return Math.min(rule.firstDelayMs * 2 ** (failures - rule.freeFailures - 1), rule.maxDelayMs);
}

/** Whether a try at `now` has to wait. */
export function isThrottled(
  failure: { failures: number; lastAt: Date },
  rule: ThrottleRule,
  now: Date,
): boolean {
  return now.getTime() < failure.lastAt.getTime() + throttleDelayMs(failure.failures, rule);
}
