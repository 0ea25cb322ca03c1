/**
 * Why a sign-in failed, as `/login?error=…` and `{ error }` say it; the first is the one answer to every
 * wrong name or password.
 */
export const SIGN_IN_FAILURE = {
  refused: "CredentialsSignin",
  busy: "Busy",
  unavailable: "Unavailable",
  /** The form was too old, or not ours. */
  stale: "Stale",
  internal: "Internal",
} as const;

export type SignInFailure = (typeof SIGN_IN_FAILURE)[keyof typeof SIGN_IN_FAILURE];
