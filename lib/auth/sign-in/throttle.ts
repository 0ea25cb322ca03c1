import { createHash } from "node:crypto";
import { FORGET_AFTER_MS } from "@/lib/auth/sign-in/throttle-rule";
import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import { addressBlock } from "@/lib/http/client-address";

/** Origin of a sign-in attempt: the name in its lookup form (of a user or not), the address, the browser. */
export interface AttemptOrigin {
  usernameKey: string;
  ipAddress: string | null;
  /** Hash of the key in the browser's device cookie (known-device.ts); null without a cookie of ours. */
  deviceHash: string | null;
}

/** Expired counters that one failure deletes at most: more than it adds, so the table stays small. */
const CLEARED_PER_FAILURE = 10;

/** Counts a failure under each of these keys. */
export async function addFailure(...keys: string[]): Promise<void> {
  const ordered = keys.toSorted(); // one order for all, so no deadlock
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

/** Deletes failure counters after the right password, in the caller's transaction. Address counters stay. */
export async function clearFailures(tx: Transaction, ...keys: string[]): Promise<void> {
  await tx.signInFailure.deleteMany({ where: { key: { in: keys } } });
}

/**
 * Returns the counter keys of an attempt. A known browser of the user has a counter of its own, so that the
 * failures of others do not count there. All attempts without an address share one address counter.
 */
export function counterKeys({ usernameKey, ipAddress, deviceHash }: AttemptOrigin) {
  return {
    name: nameCounter(usernameKey),
    address: addressCounter(ipAddress),
    device: deviceCounter(usernameKey, deviceHash ?? ""),
  };
}

/** Returns the counter key of a name, for attempts from browsers that are not known. */
export function nameCounter(usernameKey: string): string {
  return counterKey(`name:${usernameKey}`);
}

/** Returns the counter key of a name in one of its known browsers. */
export function deviceCounter(usernameKey: string, deviceHash: string): string {
  return counterKey(`device:${deviceHash}:${usernameKey}`);
}

/** Returns the counter key of an address; an IPv6 address counts by its /64. */
export function addressCounter(ipAddress: string | null): string {
  return counterKey(`address:${ipAddress ? addressBlock(ipAddress) : "unknown"}`);
}

/** Hashes a counter key. Users type passwords into the name field by mistake, so that text is not stored. */
function counterKey(what: string): string {
  return createHash("sha256").update(what).digest("hex");
}
