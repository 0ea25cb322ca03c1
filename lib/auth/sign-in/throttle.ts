import { createHash } from "node:crypto";
import { FORGET_AFTER_MS } from "@/lib/auth/sign-in/throttle-rule";
import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import { addressBlock } from "@/lib/http/client-address";

/** Who tries to sign in: the name as it is looked up (of a person or not), from where, and in which browser. */
export interface Attempt {
  usernameKey: string;
  ipAddress: string | null;
  /** Of the key in this browser's cookie (known-device.ts); null when it has none of ours. */
  deviceHash: string | null;
}

/** Forgotten counters that one failure clears away: more than it adds, so the table stays small. */
const CLEARED_PER_FAILURE = 10;

/** Counts a failure under each of these keys. */
export async function countFailure(...keys: string[]): Promise<void> {
  const ordered = keys.toSorted(); // one order: no deadlock
  await prisma.$executeRaw(Prisma.sql`
    INSERT INTO sign_in_failure AS f (key, failures, last_at)
    SELECT key, 1, clock_timestamp() FROM unnest(${ordered}::text[]) AS key
    ON CONFLICT (key) DO UPDATE SET
      failures = CASE
        WHEN f.last_at < clock_timestamp() - ${FORGET_AFTER_MS} * interval '1 ms' THEN 1
        ELSE LEAST(f.failures + 1, 1000000)
      END,
      last_at = clock_timestamp()`);
  await prisma.$executeRaw(Prisma.sql`
    DELETE FROM sign_in_failure WHERE key IN (
      SELECT key FROM sign_in_failure
      WHERE last_at < clock_timestamp() - ${FORGET_AFTER_MS} * interval '1 ms'
      ORDER BY last_at LIMIT ${CLEARED_PER_FAILURE} FOR UPDATE SKIP LOCKED
    )`);
}

/** A right password clears what was counted for it, in the transaction of the sign-in; the address keeps its own. */
export async function clearFailures(tx: Transaction, ...keys: string[]): Promise<void> {
  await tx.signInFailure.deleteMany({ where: { key: { in: keys } } });
}

/**
 * Under which keys the failures of an attempt are counted: of a browser that its person is known by, by itself, so that the failures of
 * others count nothing there. Who comes from nowhere shares one address.
 */
export function counterKeys({ usernameKey, ipAddress, deviceHash }: Attempt) {
  return {
    name: nameCounter(usernameKey),
    address: addressCounter(ipAddress),
    device: deviceCounter(usernameKey, deviceHash ?? ""),
  };
}

export function nameCounter(usernameKey: string): string {
  return counterKey(`name:${usernameKey}`);
}

export function deviceCounter(usernameKey: string, deviceHash: string): string {
  return counterKey(`device:${deviceHash}:${usernameKey}`);
}

export function addressCounter(ipAddress: string | null): string {
  return counterKey(`address:${ipAddress ? addressBlock(ipAddress) : "unknown"}`);
}

/** People type passwords into the name field: what was typed is not kept. */
function counterKey(what: string): string {
  return createHash("sha256").update(what).digest("hex");
}
