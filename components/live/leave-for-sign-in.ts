/**
 * Sends a user whose session is no longer valid to the sign-in page. That page shows the reason and returns
 * to this address. Replaces the history entry, so that the Back button does not return here.
 */
export function leaveForSignIn(): void {
  const { pathname, search } = window.location;
  window.location.replace(`/login?callbackUrl=${encodeURIComponent(pathname + search)}`);
}
