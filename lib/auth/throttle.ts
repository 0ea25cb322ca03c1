import { createHash } from "node:crypto";
import { FORGET_AFTER_MS } from "@/lib/auth/throttle-rule";
import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import { addressBlock } from "@/lib/http/client-address";

/** Who tries to sign in: the name as it is looked up (of a person or not), and from where. */
export interface Attempt {
  usernameKey: string;
  ipAddress: string | null;
}

/** Forgotten counters that one failure clears away: more than it adds, so the table stays small. */
const CLEARED_PER_FAILURE = 10;

/** Counts a failure of this name and this address. */
export async function countFailure(attempt: Attempt): Promise<void> {
  const { name, address } = counterKeys(attempt);
  const keys = [name, address].sort(); // one order: no deadlock
  await prisma.$executeRaw(Prisma.sql`
    INSERT INTO sign_in_failure AS f (key, failures, last_at)
    SELECT key, 1, clock_timestamp() FROM unnest(${keys}::text[]) AS key
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

/** A right password clears the name's count, in the transaction of the sign-in; the address keeps its own. */
export async function clearFailures(tx: Transaction, usernameKey: string): Promise<void> {
  await tx.signInFailure.deleteMany({ where: { key: counterKey(`name:${usernameKey}`) } });
}

/** Under which keys the failures of an attempt are counted; who comes from nowhere shares one. */
export function counterKeys({ usernameKey, ipAddress }: Attempt): { name: string; address: string } {
  return {
    name: counterKey(`name:${usernameKey}`),
    address: counterKey(`address:${ipAddress ? addressBlock(ipAddress) : "unknown"}`),
  };
}

/** People type passwords into the name field: what was typed is not kept. */
function counterKey(what: string): string {
  return createHash("sha256").update(what).digest("hex");
}
