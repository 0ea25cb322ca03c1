import { verifyPassword } from "@/lib/auth/password/password";
import { countRefusal } from "@/lib/auth/sign-in/count-refusal";
import { isKnownDevice } from "@/lib/auth/sign-in/known-device";
import { readAttempt } from "@/lib/auth/sign-in/read-attempt";
import { runInOrder, withHashSlot } from "@/lib/auth/sign-in/sign-in-queue";
import { type Attempt, countFailure } from "@/lib/auth/sign-in/throttle";

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
export async function checkPassword(attempt: Attempt, password: string): Promise<CheckedAccount | null> {
  const { usernameKey, deviceHash } = attempt;
  // Only a browser that this very person is known by has a key of its own, in which tries of others don't make its owner wait: a seal
  // alone, which anybody who signs in can collect, must not be a way to guess in many lines at once.
  const known = deviceHash !== null && (await isKnownDevice(usernameKey, deviceHash));
  const key = known ? `${usernameKey} ${deviceHash}` : usernameKey;
  return runInOrder({ key, known }, async () => {
    const { account, mustWait, countUnder, toClear } = await readAttempt(attempt);
    if (mustWait) {
      await countRefusal();
      return null;
    }
    const matches = await withHashSlot(() => verifyPassword(account?.passwordHash ?? null, password));
    if (matches && account && !account.disabled) {
      return { userId: account.userId, passwordHash: account.passwordHash, toClear };
    }
    await Promise.all([countFailure(...countUnder), countRefusal()]);
    return null;
  });
}
