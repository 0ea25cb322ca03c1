/** A difference larger than any network delay: the PC's clock was set. */
const CLOCK_WAS_SET_MS = 60_000;

/**
 * Returns how far the server's clock is ahead of the PC's, in milliseconds. Each sample is too small by the
 * network delay of its answer, so the largest sample is the most accurate one, until the PC's clock is set.
 *
 * @param previousMs - null before the first sample
 * @param sampleMs - the server's `generatedAt` minus the PC's time at which the answer arrived
 */
export function nextOffset(previousMs: number | null, sampleMs: number): number {
  if (previousMs === null || Math.abs(sampleMs - previousMs) > CLOCK_WAS_SET_MS) return sampleMs;
  return Math.max(previousMs, sampleMs);
}
