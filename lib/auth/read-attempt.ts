import { type Attempt, counterKeys } from "@/lib/auth/throttle";
import { ADDRESS_RULE, isThrottled, NAME_RULE } from "@/lib/auth/throttle-rule";
import { Prisma, prisma } from "@/lib/db/client";

/** Everything that the answer to a try depends on, besides the password. */
interface AttemptFacts {
  /** Null when nobody has this name. */
  account: { userId: string; passwordHash: string; disabled: boolean } | null;
  /** The name or the address has failed too often, too recently. */
  mustWait: boolean;
  /** There is a count of the name to clear when the try succeeds. */
  nameFailed: boolean;
}

interface AttemptRow {
  now: Date;
  userId: string | null;
  passwordHash: string | null;
  disabledAt: Date | null;
  nameFailures: number | null;
  nameLastAt: Date | null;
  addressFailures: number | null;
  addressLastAt: Date | null;
}

/** One read by three unique keys. */
export async function readAttempt(attempt: Attempt): Promise<AttemptFacts> {
  const keys = counterKeys(attempt);
  const [row] = await prisma.$queryRaw<[AttemptRow]>(Prisma.sql`
    SELECT clock_timestamp() AS now,
      u.id AS "userId", u.password_hash AS "passwordHash", u.disabled_at AS "disabledAt",
      n.failures AS "nameFailures", n.last_at AS "nameLastAt",
      a.failures AS "addressFailures", a.last_at AS "addressLastAt"
    FROM (SELECT) AS this_attempt
    LEFT JOIN app_user AS u ON u.username_key = ${attempt.usernameKey}
    LEFT JOIN sign_in_failure AS n ON n.key = ${keys.name}
    LEFT JOIN sign_in_failure AS a ON a.key = ${keys.address}`);
  const name = failureOf(row.nameFailures, row.nameLastAt);
  const address = failureOf(row.addressFailures, row.addressLastAt);
  return {
    account: accountOf(row),
    mustWait:
      (name !== null && isThrottled(name, NAME_RULE, row.now)) ||
      (address !== null && isThrottled(address, ADDRESS_RULE, row.now)),
    nameFailed: name !== null,
  };
}

function accountOf({ userId, passwordHash, disabledAt }: AttemptRow): AttemptFacts["account"] {
  return userId && passwordHash ? { userId, passwordHash, disabled: disabledAt !== null } : null;
}

function failureOf(failures: number | null, lastAt: Date | null) {
  return failures !== null && lastAt ? { failures, lastAt } : null;
}
