import {
  type Attempt,
  type AttemptCounters,
  countersOf,
  listCounters,
  SESSIONS_LOOKED_AT,
  type Standing,
} from "@/lib/auth/sign-in/attempt";
import type { Counter } from "@/lib/auth/sign-in/throttle";
import { waitMs } from "@/lib/auth/sign-in/throttle-rule";
import { rememberWaits } from "@/lib/auth/sign-in/waits";
import { Prisma, prisma } from "@/lib/db/client";
import { addressNetwork } from "@/lib/http/client-address";

/** Everything besides the password that decides a sign-in attempt. */
export interface AttemptFacts {
  /** Null when no user has this name, or the user has chosen no password yet. */
  account: { userId: string; passwordHash: string; disabled: boolean } | null;
  standing: Standing;
  /** How long this attempt must wait; 0 when its password may be checked. */
  waitMs: number;
  /**
   * How long a wrong password is said to wait; 0 to say that it is wrong. While a stranger with this name
   * must wait, a wrong password gets the answer of a stranger, which is not checked. Else the answer would
   * tell which users sign in from this address.
   */
  wrongWaitMs: number;
  /** Counters that a failure of this attempt is added to. */
  countUnder: Counter[];
  /** Counter that the right password clears; null when nothing is counted there. */
  toClear: Counter | null;
}

/** A sign-in from an address makes it familiar for so long. */
const FAMILIAR_FOR_DAYS = 30;

interface AttemptRow {
  now: Date;
  userId: string | null;
  passwordHash: string | null;
  disabledAt: Date | null;
  deviceHash: string | null;
  familiar: boolean;
  /** By counter key: the failures, and the instant of the latest in milliseconds since 1970. */
  failures: Record<string, [failures: number, lastAtMs: number]> | null;
}

/** Reads the facts of an attempt with one query by unique keys. */
export async function readAttempt(attempt: Attempt): Promise<AttemptFacts> {
  const counters = countersOf(attempt);
  const row = await readRow(attempt, counters);
  const waitOf = (counter: Counter | null) => {
    const [failures, lastAtMs] = (counter && row.failures?.[counter.key]) ?? [0, 0];
    return counter ? waitMs({ failures, lastAt: new Date(lastAtMs) }, counter.rule, row.now) : 0;
  };
  rememberWaits(listCounters(counters).map(({ key, rule }) => ({ key, waitMs: waitOf({ key, rule }) })));
  const standing = standingOf(attempt, row);
  const own = ownCounterOf(standing, counters, row.deviceHash);
  const ofStranger = Math.max(...[counters.name, counters.address, counters.strangers].map(waitOf));
  return {
    account: accountOf(row),
    standing,
    waitMs: waitFor(standing, waitOf(own), ofStranger),
    wrongWaitMs: standing === "familiar" ? ofStranger : 0,
    countUnder: countUnder(standing, counters, own, ofStranger > 0),
    toClear: row.failures?.[own.key] ? own : null,
  };
}

async function readRow(attempt: Attempt, counters: AttemptCounters): Promise<AttemptRow> {
  const network = attempt.ipAddress && addressNetwork(attempt.ipAddress);
  const keys = listCounters(counters).map(({ key }) => key);
  const [row] = await prisma.$queryRaw<[AttemptRow]>(Prisma.sql`
    SELECT clock_timestamp() AS now,
      u.id AS "userId", u.password_hash AS "passwordHash", u.disabled_at AS "disabledAt",
      (
        SELECT k.device_hash FROM known_device AS k
        WHERE k.user_id = u.id AND k.device_hash = ANY(${attempt.deviceHashes}::text[])
        ORDER BY k.last_used_at DESC LIMIT 1
      ) AS "deviceHash",
      EXISTS (
        SELECT FROM (
          SELECT s.first_ip_address, s.login_time FROM user_session AS s WHERE s.user_id = u.id
          ORDER BY s.login_time DESC, s.id DESC LIMIT ${SESSIONS_LOOKED_AT}
        ) AS newest
        WHERE first_ip_address <<= ${network}::inet
          AND login_time > clock_timestamp() - ${FAMILIAR_FOR_DAYS} * interval '1 day'
      ) AS familiar,
      (
        SELECT json_object_agg(f.key, json_build_array(f.failures, extract(epoch FROM f.last_at) * 1000))
        FROM sign_in_failure AS f WHERE f.key = ANY(${keys}::text[])
      ) AS failures
    FROM (SELECT) AS this_attempt
    LEFT JOIN app_user AS u ON u.username_key = ${attempt.usernameKey}`);
  return row;
}

/**
 * A familiar name waits only while a stranger with this name must wait, too, and is told the wait of the
 * stranger: neither the answer nor its length tells that the name has a user here.
 */
function waitFor(standing: Standing, own: number, ofStranger: number): number {
  if (standing === "stranger") return ofStranger;
  return standing === "familiar" && own > 0 ? ofStranger : own;
}

function standingOf({ sessionId }: Attempt, { deviceHash, familiar }: AttemptRow): Standing {
  if (sessionId) return "own";
  if (deviceHash) return "known";
  return familiar ? "familiar" : "stranger";
}

/** Returns the counter that only attempts of this standing, for this name, are added to. */
function ownCounterOf(standing: Standing, counters: AttemptCounters, deviceHash: string | null): Counter {
  if (standing === "own" && counters.own) return counters.own;
  if (standing === "known") return counters.devices.get(deviceHash ?? "") ?? counters.name;
  return (standing === "familiar" ? counters.familiar : null) ?? counters.name;
}

/**
 * A failure in a known browser counts for its address too, so that a browser is no uncounted way to guess. A
 * failure at a familiar address counts for the name too, like one of a name that nobody has.
 * While a stranger with this name must wait, failures at a familiar address do not lengthen that wait: its
 * length would tell which names are users.
 */
function countUnder(
  standing: Standing,
  { name, address, strangers }: AttemptCounters,
  own: Counter,
  strangerWaits: boolean,
): Counter[] {
  if (standing === "stranger") return [name, address, strangers];
  if (standing === "known") return [own, address];
  return standing === "own" || strangerWaits ? [own] : [own, name, address];
}

function accountOf({ userId, passwordHash, disabledAt }: AttemptRow): AttemptFacts["account"] {
  return userId && passwordHash ? { userId, passwordHash, disabled: disabledAt !== null } : null;
}
