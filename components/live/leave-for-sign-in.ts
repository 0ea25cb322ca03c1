/** For whom the server no longer knows. The sign-in page says why, and leads back here; the Back button doesn't. */
export function leaveForSignIn(): void {
  const { pathname, search } = window.location;
  window.location.replace(`/login?callbackUrl=${encodeURIComponent(pathname + search)}`);
}
