import { createHash } from "node:crypto";
import {
  ADDRESS_RULE,
  FORGET_AFTER_MS,
  isThrottled,
  NAME_RULE,
  type ThrottleRule,
} from "@/lib/auth/throttle-rule";
import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import { addressBlock } from "@/lib/http/client-address";

/** Who tries to sign in: the name as it is looked up (of a person or not), and from where. */
export interface Attempt {
  usernameKey: string;
  ipAddress: string | null;
}

interface Counter {
  key: string;
  rule: ThrottleRule;
}

/** Forgotten counters that one failure clears away: more than it adds, so the table stays small. */
const CLEARED_PER_FAILURE = 10;

/** What earlier failures mean for a try at this moment. */
interface Standing {
  /** The name or the address has to wait before it may try again. */
  mustWait: boolean;
  /** There is a count of the name to clear when the try succeeds. */
  nameFailed: boolean;
}

export async function readStanding(attempt: Attempt): Promise<Standing> {
  const counters = countersOf(attempt);
  const failures = await prisma.$queryRaw<
    { key: string; failures: number; lastAt: Date; now: Date }[]
  >(Prisma.sql`
    SELECT key, failures, last_at AS "lastAt", clock_timestamp() AS now
    FROM sign_in_failure
    WHERE key = ANY(${counters.map((counter) => counter.key)})`);
  const failed = counters.flatMap(({ key, rule }) => {
    const failure = failures.find((row) => row.key === key);
    return failure ? [{ rule, failure }] : [];
  });
  return {
    mustWait: failed.some(({ rule, failure }) => isThrottled(failure, rule, failure.now)),
    nameFailed: failed.some(({ rule }) => rule === NAME_RULE),
  };
}

/** Counts a failure of this name and this address. */
export async function countFailure(attempt: Attempt): Promise<void> {
  const keys = countersOf(attempt)
    .map((counter) => counter.key)
    .sort(); // one order: no deadlock
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

function countersOf({ usernameKey, ipAddress }: Attempt): Counter[] {
  const byName = { key: counterKey(`name:${usernameKey}`), rule: NAME_RULE };
  if (!ipAddress) return [byName];
  return [byName, { key: counterKey(`address:${addressBlock(ipAddress)}`), rule: ADDRESS_RULE }];
}

/** People type passwords into the name field: what was typed is not kept. */
function counterKey(what: string): string {
  return createHash("sha256").update(what).digest("hex");
}
