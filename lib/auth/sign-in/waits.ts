import { processWide } from "@/lib/process-wide";

/** Counters that are remembered at most; far more than wait at the same time outside an attack. */
const MAX_REMEMBERED = 20_000;

/** The end of each wait that this process has read, by counter key, in milliseconds of `performance.now`. */
const waits = processWide("sign-in-waits", () => new Map<string, number>());

/**
 * Remembers which counters make an attempt wait, so that the next attempt is refused before it takes a place.
 * Only a hint: it may be missing or too long, and {@link mayWait} leads to a read of the database.
 */
export function rememberWaits(read: { key: string; waitMs: number }[], now = performance.now()): void {
  for (const { key, waitMs } of read) {
    waits.delete(key); // so that it becomes the newest entry of the map
    if (waitMs > 0) waits.set(key, now + waitMs);
  }
  for (const oldest of waits.keys()) {
    if (waits.size <= MAX_REMEMBERED) break;
    waits.delete(oldest);
  }
}

/** Returns whether one of these counters made an attempt wait, and the wait may not be over. */
export function mayWait(keys: string[], now = performance.now()): boolean {
  return keys.some((key) => (waits.get(key) ?? 0) > now);
}
