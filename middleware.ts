import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { cookieOptions, csrfCookieName, sessionCookieName } from "@/lib/auth/session/cookies";
import { noteContact } from "@/lib/auth/session/note-contact";
import { openSessionCookie } from "@/lib/auth/session/session-cookie";
import { csrfPair } from "@/lib/auth/sign-in/csrf";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";
import { CSRF_HEADER, NONCE_HEADER, PATH_HEADER } from "@/lib/http/page-headers";

/**
 * Redirects a request without a valid session cookie to the sign-in page; notes contact for a request with
 * one. It does not query the database and authorises nothing: every page calls its guard.
 *
 * Next deprecates this file name in favour of `proxy.ts`. To move, rename the file and the function, and
 * remove `runtime`.
 */
export async function middleware(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  const claims = await openSessionCookie(request.cookies.get(sessionCookieName())?.value);
  if (claims) noteContact(claims, request.headers);
  else if (!isPublic(pathname)) return toSignIn(request);

  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const csrf = pathname === "/login" ? csrfPair(request.cookies.get(csrfCookieName())?.value) : null;

  const forwarded = new Headers(request.headers);
  forwarded.set(PATH_HEADER, pathname + search);
  forwarded.set(NONCE_HEADER, nonce);
  forwarded.set("Content-Security-Policy", policy);
  if (csrf) forwarded.set(CSRF_HEADER, csrf.token);

  const response = NextResponse.next({ request: { headers: forwarded } });
  response.headers.set("Content-Security-Policy", policy);
  if (csrf) response.cookies.set(csrfCookieName(), csrf.cookie, cookieOptions());
  return response;
}

/** Returns whether a page is shown to users who are not signed in. */
function isPublic(pathname: string): boolean {
  return pathname === "/login" || pathname === "/activate" || pathname === "/unavailable";
}

function toSignIn(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const url = new URL("/login", request.nextUrl);
  if (pathname !== "/") url.searchParams.set("callbackUrl", pathname + search);
  return NextResponse.redirect(url, { status: 307, headers: { "Cache-Control": "no-store" } });
}

export const config = {
  runtime: "nodejs",
  // Only documents. Handlers under /api call their guard, which notes the contact. Files need no session.
  matcher: ["/((?!api/|_next/|favicon\\.ico$|icon\\.svg$).*)"],
};
