import { verifyPassword } from "@/lib/auth/password/password";
import { isKnownDevice } from "@/lib/auth/sign-in/known-device";
import { readAttempt } from "@/lib/auth/sign-in/read-attempt";
import { recordRefusal } from "@/lib/auth/sign-in/record-refusal";
import { runInOrder, withHashSlot } from "@/lib/auth/sign-in/sign-in-queue";
import { type AttemptOrigin, addFailure } from "@/lib/auth/sign-in/throttle";

interface CheckedAccount {
  userId: string;
  /** The hash that the password was checked against. */
  passwordHash: string;
  /** Key of the failure counter that the transaction after this check must clear; null for none. */
  toClear: string | null;
}

/**
 * Checks a password, after the earlier attempts of the same key and within the limits of the throttle.
 *
 * @returns the account as it was checked; null when the attempt is refused. A wrong password, an unknown
 *   name and a disabled account count as a failure. An attempt that must wait is not checked and counts no
 *   failure
 * @throws TooBusy when too many attempts are in progress
 */
export async function checkPassword(
  attempt: AttemptOrigin,
  password: string,
): Promise<CheckedAccount | null> {
  const { usernameKey, deviceHash } = attempt;
  // Only a known browser of this user gets a queue of its own, so that attempts from elsewhere do not delay
  // the user. A sealed cookie alone is not enough: anybody who signs in can collect many, and could then
  // guess in parallel.
  const known = deviceHash !== null && (await isKnownDevice(usernameKey, deviceHash));
  const key = known ? `${usernameKey} ${deviceHash}` : usernameKey;
  return runInOrder({ key, known }, async () => {
    const { account, mustWait, countUnder, toClear } = await readAttempt(attempt);
    if (mustWait) {
      await recordRefusal();
      return null;
    }
    const matches = await withHashSlot(() => verifyPassword(account?.passwordHash ?? null, password));
    if (matches && account && !account.disabled) {
      return { userId: account.userId, passwordHash: account.passwordHash, toClear };
    }
    await Promise.all([addFailure(...countUnder), recordRefusal()]);
    return null;
  });
}
