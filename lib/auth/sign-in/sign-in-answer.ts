import { csrfCookieName, sessionCookieName } from "@/lib/auth/session/cookies";
import { SIGN_IN_FAILURE, type SignInFailure } from "@/lib/auth/sign-in/sign-in-failure";
import { env } from "@/lib/env";
import { RETRY_AFTER_S } from "@/lib/http/error-response";
import { safePath } from "@/lib/http/safe-path";

const STATUS = {
  [SIGN_IN_FAILURE.refused]: 401,
  [SIGN_IN_FAILURE.stale]: 401,
  [SIGN_IN_FAILURE.wait]: 429,
  [SIGN_IN_FAILURE.busy]: 503,
  [SIGN_IN_FAILURE.unavailable]: 503,
  [SIGN_IN_FAILURE.internal]: 500,
};

/**
 * Answers the password form with a redirect to a page. With `json=true` in the form it answers `{ to }` or
 * `{ error }` with the matching status.
 *
 * @param nextAuth - headers of next-auth's answer; only the cookies in use are copied
 * @param waitS - seconds until the next attempt is checked, for the failure `wait`
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
  if (failure !== SIGN_IN_FAILURE.wait) return Response.json({ error: failure }, { status, headers });
  headers.set("Retry-After", String(waitS));
  return Response.json({ error: failure, waitS }, { status, headers });
}

function signInPath(failure: SignInFailure, wanted: string, waitS: number): string {
  const query = new URLSearchParams({ error: failure });
  if (failure === SIGN_IN_FAILURE.wait) query.set("wait", String(waitS));
  if (wanted !== "/") query.set("callbackUrl", wanted);
  return `/login?${query}`;
}

function isUsed(cookie: string): boolean {
  return cookie.startsWith(`${sessionCookieName()}=`) || cookie.startsWith(`${csrfCookieName()}=`);
}
