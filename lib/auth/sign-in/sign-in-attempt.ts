import type { SignedIn } from "@/lib/auth/sign-in/sign-in";
import { SIGN_IN_FAILURE, type SignInFailure } from "@/lib/auth/sign-in/sign-in-failure";

/**
 * One password form in next-auth. The answer of next-auth only names its own pages, so this keeps the
 * outcome.
 */
export interface SignInAttempt {
  /** Set by `authorize`; null until next-auth has called it. */
  outcome: SignedIn | SignInFailure | null;
  /** Seconds until the next attempt is checked, for the failures that wait. */
  waitS: number;
}

/**
 * Returns why the sign-in failed; null when it succeeded.
 *
 * @param status - status of next-auth's answer. It separates the two reasons for not calling `authorize`: a
 *   status below 400 means that the form's token does not match its cookie; 400 or 500 means that our
 *   settings are wrong
 * @throws Error when our settings are wrong
 */
export function failureOf({ outcome }: SignInAttempt, status: number): SignInFailure | null {
  if (outcome) return typeof outcome === "string" ? outcome : null;
  if (status < 400) return SIGN_IN_FAILURE.stale;
  throw new Error(`next-auth answered ${status} and never called authorize`);
}
