import { csrfCookieName, sessionCookieName } from "@/lib/auth/cookies";
import { SIGN_IN_FAILURE } from "@/lib/auth/sign-in-failure";
import { env } from "@/lib/env";
import { RETRY_AFTER_S } from "@/lib/http/error-response";
import { safePath } from "@/lib/http/safe-path";

const RETRY_LATER: string[] = [SIGN_IN_FAILURE.busy, SIGN_IN_FAILURE.unavailable];

/**
 * Turns next-auth's answer to the password form into ours: one redirect instead of three, paths instead of addresses, and
 * only the cookies that are used. With `json=true` in the form: `{ url }`, and a status that tells.
 */
export async function answerSignIn(answer: Response, form: URLSearchParams): Promise<Response> {
  const failure = failureOf(await destinationOf(answer));
  const wanted = safePath(form.get("callbackUrl"), env().appUrl);
  const url = failure ? signInPath(failure, wanted) : wanted;
  const headers = new Headers({ "Cache-Control": "no-store" });
  for (const cookie of answer.headers.getSetCookie().filter(isUsed)) headers.append("Set-Cookie", cookie);
  if (form.get("json") !== "true") {
    headers.set("Location", url);
    return new Response(null, { status: 303, headers });
  }
  if (failure && RETRY_LATER.includes(failure)) headers.set("Retry-After", String(RETRY_AFTER_S));
  return Response.json({ url }, { status: statusOf(failure), headers });
}

async function destinationOf(answer: Response): Promise<string> {
  const location = answer.headers.get("location");
  if (location) return location;
  const body: unknown = await answer.json().catch(() => null);
  return typeof body === "object" && body !== null && "url" in body ? String(body.url) : "";
}

/** next-auth sends what failed to its own pages, with the code in the query. */
function failureOf(destination: string): string | null {
  if (!URL.canParse(destination)) return SIGN_IN_FAILURE.internal;
  const { pathname, searchParams } = new URL(destination);
  if (!pathname.startsWith("/api/auth/")) return null;
  return searchParams.has("csrf")
    ? SIGN_IN_FAILURE.stale
    : (searchParams.get("error") ?? SIGN_IN_FAILURE.internal);
}

function signInPath(failure: string, wanted: string): string {
  const query = new URLSearchParams({ error: failure });
  if (wanted !== "/") query.set("callbackUrl", wanted);
  return `/login?${query}`;
}

function statusOf(failure: string | null): number {
  if (!failure) return 200;
  if (RETRY_LATER.includes(failure)) return 503;
  return failure === SIGN_IN_FAILURE.internal ? 500 : 401;
}

function isUsed(cookie: string): boolean {
  return cookie.startsWith(`${sessionCookieName()}=`) || cookie.startsWith(`${csrfCookieName()}=`);
}
