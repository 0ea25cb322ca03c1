declare global {
  interface Window {
    /** When the sign-out form was sent from this page, in milliseconds of `performance.now`. */
    signOutSentAt?: number;
  }
}

/** Time in which the response to the sign-out form must arrive. A user can stop it, and stay on the page. */
const SIGN_OUT_MS = 30_000;

/**
 * Keeps this page until the response to the sign-out form replaces it. Otherwise a request that the ended
 * session rejects in the meantime would cancel the form's redirect. `EarlySignOut` does the same before this
 * script runs.
 */
export function stayForSignOut(): void {
  window.signOutSentAt = performance.now();
}

/**
 * Sends a user whose session is no longer valid to the sign-in page. That page shows the reason and returns
 * to this address. Replaces the history entry, so that the Back button does not return here.
 */
export function leaveForSignIn(): void {
  const { signOutSentAt } = window;
  if (signOutSentAt !== undefined && performance.now() - signOutSentAt < SIGN_OUT_MS) return;
  const { pathname, search } = window.location;
  window.location.replace(`/login?callbackUrl=${encodeURIComponent(pathname + search)}`);
}
