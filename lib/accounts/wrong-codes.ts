import { ADDRESS_RULE, type Failures, nextFailures, waitMs } from "@/lib/auth/sign-in/throttle-rule";
import { networkOf } from "@/lib/http/client-address";
import { processWide } from "@/lib/process-wide";

/**
 * Networks whose wrong codes are remembered; the one that sent none for longest is forgotten for a new one.
 * More than a flood from one place has, and about a megabyte.
 */
const MAX_NETWORKS = 10_000;

const counted = processWide("wrong-codes", () => new Map<string, Failures>());

/**
 * Counts a wrong activation code for its address, apart from failed sign-ins. A code has 80 bits, so the
 * count protects no code: it tells a script to wait. So memory is enough, each instance counts for itself, a
 * restart forgets, and a flood from ever new networks adds no rows.
 *
 * @param now - by a clock that nobody sets back
 * @returns how long the address must wait, in milliseconds: the code was not counted; 0: it was
 */
export function countWrongCode(ipAddress: string | null, now = new Date(performance.now())): number {
  const network = networkOf(ipAddress);
  const before = counted.get(network);
  const wait = before ? waitMs(before, ADDRESS_RULE, now) : 0;
  if (wait > 0) return wait;
  counted.delete(network); // so that it becomes the newest entry of the map
  counted.set(network, nextFailures(before, ADDRESS_RULE, now));
  const [oldest] = counted.keys();
  if (counted.size > MAX_NETWORKS && oldest !== undefined) counted.delete(oldest);
  return 0;
}
