import { type AttemptOrigin, counterKeys } from "@/lib/auth/sign-in/throttle";
import { ADDRESS_RULE, isThrottled, NAME_RULE, type ThrottleRule } from "@/lib/auth/sign-in/throttle-rule";
import { Prisma, prisma } from "@/lib/db/client";

/** Everything besides the password that decides a sign-in attempt. */
export interface AttemptFacts {
  /** Null when no user has this name, or the user has chosen no password yet. */
  account: { userId: string; passwordHash: string; disabled: boolean } | null;
  /** Whether the throttle rejects the attempt: too many failures, too recently. */
  mustWait: boolean;
  /** Counter keys under which a failure of this attempt counts. */
  countUnder: string[];
  /** Counter key that the right password clears; null when nothing is counted under it. */
  toClear: string | null;
}

interface Failure {
  failures: number | null;
  lastAt: Date | null;
}

interface AttemptRow {
  now: Date;
  userId: string | null;
  passwordHash: string | null;
  disabledAt: Date | null;
  known: boolean;
  nameFailures: number | null;
  nameLastAt: Date | null;
  addressFailures: number | null;
  addressLastAt: Date | null;
  deviceFailures: number | null;
  deviceLastAt: Date | null;
}

/**
 * Reads the facts of an attempt with one query by unique keys. In a known browser of the user only the
 * failures of that browser count, so that others can't lock the user out.
 */
export async function readAttempt(attempt: AttemptOrigin): Promise<AttemptFacts> {
  const keys = counterKeys(attempt);
  const [row] = await prisma.$queryRaw<[AttemptRow]>(Prisma.sql`
    SELECT clock_timestamp() AS now,
      u.id AS "userId", u.password_hash AS "passwordHash", u.disabled_at AS "disabledAt",
      k.user_id IS NOT NULL AS known,
      n.failures AS "nameFailures", n.last_at AS "nameLastAt",
      a.failures AS "addressFailures", a.last_at AS "addressLastAt",
      d.failures AS "deviceFailures", d.last_at AS "deviceLastAt"
    FROM (SELECT) AS this_attempt
    LEFT JOIN app_user AS u ON u.username_key = ${attempt.usernameKey}
    LEFT JOIN known_device AS k ON k.user_id = u.id AND k.device_hash = ${attempt.deviceHash}
    LEFT JOIN sign_in_failure AS n ON n.key = ${keys.name}
    LEFT JOIN sign_in_failure AS a ON a.key = ${keys.address}
    LEFT JOIN sign_in_failure AS d ON d.key = ${keys.device}`);
  const name = { failures: row.nameFailures, lastAt: row.nameLastAt };
  const address = { failures: row.addressFailures, lastAt: row.addressLastAt };
  const device = { failures: row.deviceFailures, lastAt: row.deviceLastAt };
  const account = accountOf(row);
  if (row.known) {
    const toClear = device.lastAt && keys.device;
    return { account, mustWait: waits(device, NAME_RULE, row.now), countUnder: [keys.device], toClear };
  }
  return {
    account,
    mustWait: waits(name, NAME_RULE, row.now) || waits(address, ADDRESS_RULE, row.now),
    countUnder: [keys.name, keys.address],
    toClear: name.lastAt && keys.name,
  };
}

function accountOf({ userId, passwordHash, disabledAt }: AttemptRow): AttemptFacts["account"] {
  return userId && passwordHash ? { userId, passwordHash, disabled: disabledAt !== null } : null;
}

function waits({ failures, lastAt }: Failure, rule: ThrottleRule, now: Date): boolean {
  return failures !== null && lastAt !== null && isThrottled({ failures, lastAt }, rule, now);
}
