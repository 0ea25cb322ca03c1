import { csrfCookieName, sessionCookieName } from "@/lib/auth/session/cookies";
import { SIGN_IN_FAILURE, type SignInFailure } from "@/lib/auth/sign-in/sign-in-failure";
import type { MustWait } from "@/lib/auth/sign-in/try-later";
import { env } from "@/lib/env";
import { RETRY_AFTER_S } from "@/lib/http/error-response";
import { safePath } from "@/lib/http/safe-path";

const STATUS = {
  [SIGN_IN_FAILURE.refused]: 401,
  [SIGN_IN_FAILURE.stale]: 401,
  [SIGN_IN_FAILURE.wait]: 429,
  [SIGN_IN_FAILURE.waitUnlessFamiliar]: 429,
  [SIGN_IN_FAILURE.busy]: 503,
  [SIGN_IN_FAILURE.unavailable]: 503,
  [SIGN_IN_FAILURE.internal]: 500,
};

/**
 * Answers the password form with a redirect to a page. With `json=true` in the form it answers `{ to }` or
 * `{ error }` with the matching status.
 *
 * @param nextAuth - headers of next-auth's answer; only the cookies in use are copied
 * @param waitS - seconds until the next attempt is checked, for the failures that wait
 */
export function answerSignIn(
  failure: SignInFailure | null,
  form: URLSearchParams,
  nextAuth: Headers,
  waitS = 0,
): Response {
  const to = safePath(form.get("callbackUrl"), env().appUrl);
  const headers = new Headers({ "Cache-Control": "no-store" });
  for (const cookie of nextAuth.getSetCookie().filter(isUsed)) headers.append("Set-Cookie", cookie);
  if (form.get("json") !== "true") {
    headers.set("Location", failure ? signInPath(failure, to, waitS) : to);
    return new Response(null, { status: 303, headers });
  }
  if (!failure) return Response.json({ to }, { headers });
  const status = STATUS[failure];
  if (status === 503) headers.set("Retry-After", String(RETRY_AFTER_S));
  if (!isWait(failure)) return Response.json({ error: failure }, { status, headers });
  headers.set("Retry-After", String(waitS));
  return Response.json({ error: failure, waitS }, { status, headers });
}

function signInPath(failure: SignInFailure, wanted: string, waitS: number): string {
  const query = new URLSearchParams({ error: failure });
  if (isWait(failure)) query.set("wait", String(waitS));
  if (wanted !== "/") query.set("callbackUrl", wanted);
  return `/login?${query}`;
}

/** Returns whether a failure says for how long the next attempt must wait. */
export function isWait(failure: SignInFailure | null): boolean {
  return failure === SIGN_IN_FAILURE.wait || failure === SIGN_IN_FAILURE.waitUnlessFamiliar;
}

/** Returns the failure of an attempt that must wait. */
export function failureOfWait({ unlessFamiliar }: MustWait): SignInFailure {
  return unlessFamiliar ? SIGN_IN_FAILURE.waitUnlessFamiliar : SIGN_IN_FAILURE.wait;
}

function isUsed(cookie: string): boolean {
  return cookie.startsWith(`${sessionCookieName()}=`) || cookie.startsWith(`${csrfCookieName()}=`);
}
