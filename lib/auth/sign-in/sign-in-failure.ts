/**
 * Codes of a failed sign-in, as in `/login?error=…` and `{ error }`. `refused` is the one answer to every
 * wrong name or password.
 */
export const SIGN_IN_FAILURE = {
  refused: "CredentialsSignin",
  /**
   * Too many attempts have failed in this session or browser, or the user has signed in too often. The answer
   * says for how long the next one must wait.
   */
  wait: "Wait",
  /**
   * A stranger with this name must wait; or the password of a user who need not is wrong, or could not be
   * checked. Whether a name has a user who signs in here must not show, so the answer is one.
   */
  waitUnlessFamiliar: "WaitUnlessFamiliar",
  busy: "Busy",
  unavailable: "Unavailable",
  /** The token of the form is too old or not ours. */
  stale: "Stale",
  internal: "Internal",
} as const;

export type SignInFailure = (typeof SIGN_IN_FAILURE)[keyof typeof SIGN_IN_FAILURE];
