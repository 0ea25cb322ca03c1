import { createHash } from "node:crypto";
import {
  ADDRESS_RULE,
  forgottenAfterMs,
  maxFailures,
  NAME_RULE,
  STRANGERS_RULE,
  type ThrottleRule,
} from "@/lib/auth/sign-in/throttle-rule";
import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import { networkOf } from "@/lib/http/client-address";

/** A counter of failures: its key in the database, and its rule. */
export interface Counter {
  key: string;
  rule: ThrottleRule;
}

/** Expired counters that one failure deletes at most: more than it adds, so the table stays small. */
const CLEARED_PER_FAILURE = 10;
/** Every counter has forgotten its failures after this time. */
const FORGOTTEN_AFTER_MS = Math.max(...[NAME_RULE, ADDRESS_RULE, STRANGERS_RULE].map(forgottenAfterMs));

/** Adds a failure to each of these counters like `nextFailures`, and forgets counters that are due. */
export async function addFailure(...counters: Counter[]): Promise<void> {
  // One order for all, so that two attempts can't deadlock.
  const ordered = counters.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  await prisma.$executeRaw(Prisma.sql`
    INSERT INTO sign_in_failure AS f (key, failures, last_at)
    SELECT key, 1, clock_timestamp() FROM unnest(${ordered.map(({ key }) => key)}::text[]) AS key
    ON CONFLICT (key) DO UPDATE SET
      failures = (
        SELECT LEAST(GREATEST(f.failures - floor(extract(epoch FROM clock_timestamp() - f.last_at) * 1000
          / rule.forget_one_after_ms), 0) + 1, rule.max)::int
        FROM unnest(
          ${ordered.map(({ key }) => key)}::text[],
          ${ordered.map(({ rule }) => rule.forgetOneAfterMs)}::int[],
          ${ordered.map(({ rule }) => maxFailures(rule))}::int[]
        ) AS rule (key, forget_one_after_ms, max)
        WHERE rule.key = f.key
      ),
      last_at = clock_timestamp()`);
  await prisma.$executeRaw(Prisma.sql`
    DELETE FROM sign_in_failure WHERE key IN (
      SELECT key FROM sign_in_failure
      WHERE last_at < clock_timestamp() - ${FORGOTTEN_AFTER_MS} * interval '1 ms'
      ORDER BY last_at LIMIT ${CLEARED_PER_FAILURE} FOR UPDATE SKIP LOCKED
    )`);
}

/** Deletes failure counters after the right password, in the caller's transaction. Address counters stay. */
export async function clearFailures(tx: Transaction, ...counters: Counter[]): Promise<void> {
  await tx.signInFailure.deleteMany({ where: { key: { in: counters.map(({ key }) => key) } } });
}

/** Returns the counter of a name, for attempts of strangers. */
export function nameCounter(usernameKey: string): Counter {
  return counterOf(`name:${usernameKey}`, NAME_RULE);
}

/**
 * Returns the counter of a name at an address from which its user has signed in before. Failures elsewhere do
 * not count there, so that nobody can lock the user out from outside.
 *
 * @param network - from `addressNetwork`
 */
export function familiarCounter(usernameKey: string, network: string): Counter {
  return counterOf(`familiar:${network}:${usernameKey}`, NAME_RULE);
}

/** Returns the counter of a name in one of its known browsers. */
export function deviceCounter(usernameKey: string, deviceHash: string): Counter {
  return counterOf(`device:${deviceHash}:${usernameKey}`, NAME_RULE);
}

/**
 * Returns the counter of a session whose user is asked for the password again. Each session has its own, so
 * that the holder of a stolen cookie can't keep its user from ending that session in another one.
 */
export function sessionCounter(sessionId: string): Counter {
  return counterOf(`session:${sessionId}`, NAME_RULE);
}

/** Returns the counter of an address; an IPv6 address counts by its /64. */
export function addressCounter(ipAddress: string | null): Counter {
  return counterOf(`address:${networkOf(ipAddress)}`, ADDRESS_RULE);
}

/** Returns the one counter of all strangers. */
export function strangersCounter(): Counter {
  return counterOf("strangers", STRANGERS_RULE);
}

/**
 * Hashes what is counted. Users type passwords into the name field by mistake, so that text is not stored.
 */
function counterOf(what: string, rule: ThrottleRule): Counter {
  return { key: createHash("sha256").update(what).digest("hex"), rule };
}
