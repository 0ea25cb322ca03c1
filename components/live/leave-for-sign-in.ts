declare global {
  interface Window {
    /** The sign-out form has been sent from this page. */
    signingOut?: boolean;
  }
}

/**
 * Keeps this page until the response to the sign-out form replaces it. Otherwise a request that the ended
 * session rejects in the meantime would cancel the form's redirect. `EarlySignOut` does the same before this
 * script runs.
 */
export function stayForSignOut(): void {
  window.signingOut = true;
}

/**
 * Sends a user whose session is no longer valid to the sign-in page. That page shows the reason and returns
 * to this address. Replaces the history entry, so that the Back button does not return here.
 */
export function leaveForSignIn(): void {
  if (window.signingOut) return;
  const { pathname, search } = window.location;
  window.location.replace(`/login?callbackUrl=${encodeURIComponent(pathname + search)}`);
}
