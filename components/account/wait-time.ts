/**
 * Longer waits are not shown: the throttle makes nobody wait for longer, but anybody can write an address.
 */
const MAX_WAIT_S = 15 * 60;

/**
 * Returns the values of a message that says how long to wait: seconds below a minute, whole minutes from
 * there, rounded up.
 *
 * @param waitS - seconds from an answer or an address, which may contain anything
 */
export function waitTime(waitS: unknown): { minutes: number; seconds: number } {
  const given = Math.ceil(Number(waitS));
  const seconds = Number.isFinite(given) ? Math.min(Math.max(given, 1), MAX_WAIT_S) : MAX_WAIT_S;
  return seconds < 60 ? { minutes: 0, seconds } : { minutes: Math.ceil(seconds / 60), seconds: 0 };
}
