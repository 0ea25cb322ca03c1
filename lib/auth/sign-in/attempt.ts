import {
  addressCounter,
  type Counter,
  deviceCounter,
  familiarCounter,
  nameCounter,
  sessionCounter,
  strangersCounter,
} from "@/lib/auth/sign-in/throttle";
import { addressNetwork } from "@/lib/http/client-address";

/** An attempt to sign in: the name, and where it comes from. */
export interface Attempt {
  /** The name in its lookup form, of a user or not. */
  usernameKey: string;
  ipAddress: string | null;
  /** Hashes of the keys in the browser's device cookie (known-device.ts). */
  deviceHashes: string[];
  /** Session of a user who is signed in and is asked for the password again; null at a sign-in. */
  sessionId: string | null;
}

/**
 * Relation of an attempt to its user. `own`: the user is signed in. `known`: the user has signed in from this
 * browser. `familiar`: the user has signed in from this address. `stranger`: none of these.
 */
export type Standing = "own" | "known" | "familiar" | "stranger";

/** A user has signed in from an address when one of so many newest sessions began there. */
export const SESSIONS_LOOKED_AT = 20;

/** The counters that can matter for an attempt, whatever its standing is. */
export interface AttemptCounters {
  /** Null at a sign-in. */
  own: Counter | null;
  /** By the hash of the device key. */
  devices: Map<string, Counter>;
  /** Null without an address. */
  familiar: Counter | null;
  name: Counter;
  address: Counter;
  strangers: Counter;
}

export function countersOf(attempt: Attempt): AttemptCounters {
  const { usernameKey, ipAddress, deviceHashes, sessionId } = attempt;
  return {
    own: sessionId ? sessionCounter(sessionId) : null,
    devices: new Map(deviceHashes.map((hash) => [hash, deviceCounter(usernameKey, hash)])),
    familiar: ipAddress ? familiarCounter(usernameKey, addressNetwork(ipAddress)) : null,
    name: nameCounter(usernameKey),
    address: addressCounter(ipAddress),
    strangers: strangersCounter(),
  };
}

/** Returns all counters of an attempt in one list. */
export function listCounters({
  own,
  devices,
  familiar,
  name,
  address,
  strangers,
}: AttemptCounters): Counter[] {
  return [own, ...devices.values(), familiar, name, address, strangers].filter((counter) => counter !== null);
}
