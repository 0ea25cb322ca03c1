/**
 * Number of free failures, how the wait grows with each further failure, and how failures are forgotten. Over
 * a long time nobody gets more guesses than failures are forgotten.
 */
export interface ThrottleRule {
  freeFailures: number;
  firstDelayMs: number;
  maxDelayMs: number;
  /** Time after the latest failure in which one failure is forgotten. Not longer than `maxDelayMs`. */
  forgetOneAfterMs: number;
}

export interface Failures {
  failures: number;
  lastAt: Date;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/**
 * Rule for one account, or one name that nobody has. Five mistakes are normal. A guesser gets twelve attempts
 * in the first quarter of an hour, then four an hour.
 */
export const NAME_RULE: ThrottleRule = {
  freeFailures: 5,
  firstDelayMs: 15 * SECOND_MS,
  maxDelayMs: 15 * MINUTE_MS,
  forgetOneAfterMs: 15 * MINUTE_MS,
};

/**
 * Rule for one address. All users of an office share one, so many honest mistakes count for it: a hundred at
 * once, then one a minute.
 */
export const ADDRESS_RULE: ThrottleRule = {
  freeFailures: 100,
  firstDelayMs: 5 * SECOND_MS,
  maxDelayMs: 5 * MINUTE_MS,
  forgetOneAfterMs: MINUTE_MS,
};

/**
 * Rule for all strangers together: attempts from a browser that is not known for its user, at an address from
 * which that user has not signed in. It stops guesses that come from many addresses. An organisation has few
 * such sign-ins: three hundred failures at once, then three hundred an hour.
 */
export const STRANGERS_RULE: ThrottleRule = {
  freeFailures: 300,
  firstDelayMs: 2 * SECOND_MS,
  maxDelayMs: 12 * SECOND_MS,
  forgetOneAfterMs: 12 * SECOND_MS,
};

/** Returns the number of failures beyond which more would change nothing: the longest wait is reached. */
export function maxFailures({ freeFailures, firstDelayMs, maxDelayMs }: ThrottleRule): number {
  return freeFailures + 1 + Math.ceil(Math.log2(maxDelayMs / firstDelayMs));
}

/** Returns a counter with one failure more, without those that are forgotten at `now`. */
export function nextFailures(before: Failures | undefined, rule: ThrottleRule, now: Date): Failures {
  if (!before) return { failures: 1, lastAt: now };
  const forgotten = Math.floor((now.getTime() - before.lastAt.getTime()) / rule.forgetOneAfterMs);
  const failures = Math.min(Math.max(before.failures - forgotten, 0) + 1, maxFailures(rule));
  return { failures, lastAt: now };
}

/** Returns the time after which a counter of this rule has forgotten every failure. */
export function forgottenAfterMs(rule: ThrottleRule): number {
  return maxFailures(rule) * rule.forgetOneAfterMs;
}

/** Returns the wait after the latest failure in milliseconds: 0 while failures are free. */
export function throttleDelayMs(failures: number, rule: ThrottleRule): number {
  const counted = Math.min(failures, maxFailures(rule));
  let shortest = Number.POSITIVE_INFINITY;
  // While the wait runs, failures are forgotten, and a wait of fewer failures may be over earlier.
  for (let forgotten = 0; forgotten <= counted; forgotten++) {
    const over = Math.max(forgotten * rule.forgetOneAfterMs, delayOf(counted - forgotten, rule));
    if (over > shortest) break;
    shortest = over;
  }
  return shortest;
}

function delayOf(failures: number, { freeFailures, firstDelayMs, maxDelayMs }: ThrottleRule): number {
  if (failures <= freeFailures) return 0;
  return Math.min(firstDelayMs * 2 ** (failures - freeFailures - 1), maxDelayMs);
}

/** Returns how long an attempt at `now` must still wait, in milliseconds; 0 when it need not wait. */
export function waitMs({ failures, lastAt }: Failures, rule: ThrottleRule, now: Date): number {
  return Math.max(0, lastAt.getTime() + throttleDelayMs(failures, rule) - now.getTime());
}
