/** How often one user may do something. */
export interface ActionRate {
  /** Number that may follow each other at once. */
  burst: number;
  /** Time after which one more is allowed (ms). */
  everyMs: number;
}

/**
 * Decides whether a user may do something `count` more times now, as a bucket that fills with time. A `count`
 * above the burst is allowed when the bucket is full, so that one large action is never refused for ever.
 *
 * @param fullAt - instant at which the user's bucket is full again; in the past when it is full
 * @returns the new instant; or the wait until the action is allowed (ms)
 */
export function takeFromRate(
  { burst, everyMs }: ActionRate,
  fullAt: number,
  count: number,
  now: number,
): { fullAt: number } | { waitMs: number } {
  // In whole milliseconds, because a sum of fractions can be a little more than the same product.
  const at = Math.floor(now);
  const from = Math.max(Math.floor(fullAt), at);
  const latest = at + Math.max(0, burst - count) * everyMs;
  return from > latest ? { waitMs: from - latest } : { fullAt: from + count * everyMs };
}
