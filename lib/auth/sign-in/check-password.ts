import { verifyPassword } from "@/lib/auth/password/password";
import type { Attempt } from "@/lib/auth/sign-in/attempt";
import { type AttemptFacts, readAttempt } from "@/lib/auth/sign-in/read-attempt";
import {
  countEnded,
  PLACES_OF_NETWORK,
  PLACES_OF_USER,
  runInOrder,
  type Turn,
  withHashSlot,
} from "@/lib/auth/sign-in/sign-in-queue";
import { addFailure, type Counter } from "@/lib/auth/sign-in/throttle";
import { MustWait } from "@/lib/auth/sign-in/try-later";
import { networkOf } from "@/lib/http/client-address";
import { countRefusal } from "@/lib/refusals/count-refusal";

interface CheckedAccount {
  userId: string;
  /** The hash that the password was checked against. */
  passwordHash: string;
  /** Failure counter that the transaction after this check must clear; null for none. */
  toClear: Counter | null;
}

/**
 * Checks a password, after the earlier attempts of the same key and within the limits of the throttle. The
 * throttle is asked before the attempt takes a place, so that a flood of throttled attempts takes none.
 *
 * @returns the account as it was checked; null for a wrong password, an unknown name and a disabled account,
 *   which count as a failure
 * @throws MustWait when the throttle refuses the attempt; it was not checked and counts no failure
 * @throws TooBusy when too many attempts are in progress
 */
export async function checkPassword(attempt: Attempt, password: string): Promise<CheckedAccount | null> {
  const endedBefore = countEnded();
  const before = await readAttempt(attempt);
  refuseWaiting(before, attempt);
  return runInOrder(
    turnOf(before, attempt),
    async (outOfDate) => {
      const facts = outOfDate ? await readAttempt(attempt) : before;
      refuseWaiting(facts, attempt);
      return checkOne(facts, attempt, password);
    },
    endedBefore,
  );
}

async function checkOne(
  facts: AttemptFacts,
  attempt: Attempt,
  password: string,
): Promise<CheckedAccount | null> {
  const { account, toClear } = facts;
  const matches = await withHashSlot(() => verifyPassword(account?.passwordHash ?? null, password));
  if (matches && account && !account.disabled) {
    return { userId: account.userId, passwordHash: account.passwordHash, toClear };
  }
  await addFailure(...facts.countUnder);
  noteRefusal(facts, attempt);
  if (facts.wrongWaitMs > 0) throw new MustWait(facts.wrongWaitMs, true);
  return null;
}

/**
 * Refuses an attempt that must wait, and counts it.
 *
 * @throws MustWait
 */
export function refuseWaiting(facts: AttemptFacts, attempt: Attempt): void {
  if (facts.waitMs === 0) return;
  noteRefusal(facts, attempt);
  throw new MustWait(facts.waitMs, facts.standing === "stranger" || facts.standing === "familiar");
}

/** Counts a refused attempt for the figures of administrators. */
export function noteRefusal({ account, standing }: AttemptFacts, { ipAddress }: Attempt): void {
  const known = standing === "own" || standing === "known";
  countRefusal({ kind: "sign_in", userId: account?.userId ?? null, ipAddress, known });
}

/** Attempts of strangers run one after the other; those of a user only after others of that user. */
function turnOf({ standing }: AttemptFacts, { usernameKey, ipAddress, sessionId }: Attempt): Turn {
  const user = `${standing} ${sessionId ?? usernameKey}`;
  const places = { [user]: PLACES_OF_USER };
  if (standing !== "stranger") {
    return { lane: standing === "familiar" ? "familiar" : "known", after: [user], places };
  }
  const network = `network ${networkOf(ipAddress)}`;
  return {
    lane: "strangers",
    after: ["strangers"],
    places: { ...places, [network]: PLACES_OF_NETWORK },
  };
}
