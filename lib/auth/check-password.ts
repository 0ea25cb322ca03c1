import { countRefusal } from "@/lib/auth/count-refusal";
import { verifyPassword } from "@/lib/auth/password";
import { readAttempt } from "@/lib/auth/read-attempt";
import { hashing, inTurn } from "@/lib/auth/sign-in-queue";
import { type Attempt, countFailure } from "@/lib/auth/throttle";

interface CheckedAccount {
  userId: string;
  /** The hash that the password was checked against. */
  passwordHash: string;
  /** A count of failures that the transaction which follows is to clear. */
  toClear: string | null;
}

/**
 * Checks a password in its turn, within what the throttle allows.
 *
 * @returns the account as it was checked; null when it is refused: a failure to remember, unless it never came to a check
 * @throws Busy when too many are under way
 */
export function checkPassword(attempt: Attempt, password: string): Promise<CheckedAccount | null> {
  const { usernameKey, deviceHash } = attempt;
  // Others can't make the owner wait in a line of tries of their name, either.
  const line = deviceHash ? `${usernameKey} ${deviceHash}` : usernameKey;
  return inTurn({ line, sealed: deviceHash !== null }, async () => {
    const { account, mustWait, countUnder, toClear } = await readAttempt(attempt);
    if (mustWait) {
      await countRefusal();
      return null;
    }
    const matches = await hashing(() => verifyPassword(account?.passwordHash ?? null, password));
    if (matches && account && !account.disabled) {
      return { userId: account.userId, passwordHash: account.passwordHash, toClear };
    }
    await Promise.all([countFailure(...countUnder), countRefusal()]);
    return null;
  });
}
