/** Farther apart than any answer travels: the PC's clock was set. */
const CLOCK_WAS_SET_MS = 60_000;

/**
 * How far the server's clock is ahead of the PC's. Every sample is too small by the time that the answer travelled, so
 * the largest one is the truest, until somebody sets the PC's clock.
 *
 * @param sampleMs - the server's `generatedAt` less the PC's time when it arrived
 */
export function nextOffset(previousMs: number | null, sampleMs: number): number {
  if (previousMs === null || Math.abs(sampleMs - previousMs) > CLOCK_WAS_SET_MS) return sampleMs;
  return Math.max(previousMs, sampleMs);
}
