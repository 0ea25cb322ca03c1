import { setTimeout as sleep } from "node:timers/promises";
import { makeSlots } from "@/lib/auth/sign-in/slots";
import { networkOf } from "@/lib/http/client-address";
import type { Places } from "@/lib/places";

/** Forms that wait for the lookups of one gate. */
const MAX_WAITING = 200;
/**
 * Places of one network among them, which may be a whole office: a third. A lookup takes milliseconds, so
 * that only a script fills them, and it leaves the others to everybody else.
 */
const PLACES_OF_NETWORK = 64;
/**
 * A form waits no longer for its lookup. That happens only when the database is slow or away, and then each
 * lookup ahead of it may take seconds.
 */
const MAX_WAIT_MS = 2_500;

/**
 * Delay of a refusal. With a hundred scripts that repeat at once, the process was busy with three hundred
 * refusals a second, and pages took seconds.
 */
const BUSY_AFTER_MS = 2_000;

/**
 * Makes the function that runs the lookups of one gate.
 *
 * @param atOnce - a part of the connections to the database
 */
export function makeGateLookups(name: string, atOnce: number) {
  return makeSlots(name, { atOnce, waiting: MAX_WAITING, waitMs: MAX_WAIT_MS });
}

export function waitToSayBusy(): Promise<void> {
  return sleep(BUSY_AFTER_MS, undefined, { ref: false });
}

/** Returns the places of a network, for a form about whose browser nothing is known. */
export function placesOfNetwork(ipAddress: string | null): Places {
  return { [`network ${networkOf(ipAddress)}`]: PLACES_OF_NETWORK };
}
