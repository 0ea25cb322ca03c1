import type { SignedIn } from "@/lib/auth/sign-in/sign-in";
import { SIGN_IN_FAILURE, type SignInFailure } from "@/lib/auth/sign-in/sign-in-failure";

/** One form on its way through next-auth, whose own answer is an address of its own pages. */
export interface SignInAttempt {
  /** Noted by `authorize`; null until next-auth has called it. */
  outcome: SignedIn | SignInFailure | null;
}

/**
 * Why nobody was signed in, null when somebody was.
 *
 * @param status - next-auth's, which tells apart the two reasons for not calling `authorize`: it redirects
 *   when the form's token doesn't belong to the cookie, and answers 400 or 500 when our settings are at
 *   fault
 * @throws when our settings are at fault
 */
export function failureOf({ outcome }: SignInAttempt, status: number): SignInFailure | null {
  if (outcome) return typeof outcome === "string" ? outcome : null;
  if (status < 400) return SIGN_IN_FAILURE.stale;
  throw new Error(`next-auth answered ${status} and never called authorize`);
}
