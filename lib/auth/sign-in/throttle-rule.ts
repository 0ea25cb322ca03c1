/** Number of free failures, and how the wait grows with each further failure. */
export interface ThrottleRule {
  freeFailures: number;
  firstDelayMs: number;
  maxDelayMs: number;
}

/** Rule for a name. Five mistakes are normal; after more of them a guesser gets four attempts an hour. */
export const NAME_RULE: ThrottleRule = { freeFailures: 5, firstDelayMs: 15_000, maxDelayMs: 15 * 60_000 };
/** Rule for an address. All users of an office share one, so many honest mistakes count for it. */
export const ADDRESS_RULE: ThrottleRule = { freeFailures: 100, firstDelayMs: 5_000, maxDelayMs: 5 * 60_000 };

/** A counter starts again when no failure was added for this long. */
export const FORGET_AFTER_MS = 60 * 60_000;

/** Returns the wait after the latest failure: 0 for free ones, then doubling up to the rule's maximum. */
export function throttleDelayMs(failures: number, rule: ThrottleRule): number {
  if (failures <= rule.freeFailures) return 0;
  return Math.min(rule.firstDelayMs * 2 ** (failures - rule.freeFailures - 1), rule.maxDelayMs);
}

/** Returns whether an attempt at `now` must wait. */
export function isThrottled(
  failure: { failures: number; lastAt: Date },
  rule: ThrottleRule,
  now: Date,
): boolean {
  return now.getTime() < failure.lastAt.getTime() + throttleDelayMs(failure.failures, rule);
}
