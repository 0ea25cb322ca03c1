import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { cookieOptions, csrfCookieName, sessionCookieName } from "@/lib/auth/session/cookies";
import { noteContact } from "@/lib/auth/session/note-contact";
import { openSessionCookie } from "@/lib/auth/session/session-cookie";
import { csrfPair } from "@/lib/auth/sign-in/csrf";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";
import { CSRF_HEADER, NONCE_HEADER, PATH_HEADER } from "@/lib/http/page-headers";

/**
 * Sends whoever has no session cookie to the sign-in page, and notes contact with the session of whoever has one. It asks
 * the database nothing and authorises nothing: every page asks its guard.
 *
 * Next deprecates this file's name for `proxy.ts`: rename the file and the function, and drop `runtime`, to move.
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

/** What is shown to people who are not signed in. */
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
  // Documents only: handlers under /api ask their guard, which notes the contact; files of the build belong to nobody.
  matcher: ["/((?!api/|_next/|favicon\\.ico$|icon\\.svg$).*)"],
};
