import { randomUUID } from "node:crypto";
import { env } from "@/lib/env";

/** `__Host-` binds a cookie to this very host over HTTPS; on http (localhost, an office network) browsers refuse it. */
function cookieName(name: string): string {
  return isSecure() ? `__Host-konekte.${name}` : `konekte.${name}`;
}

function isSecure(): boolean {
  return env().appUrl.startsWith("https:");
}

export function sessionCookieName(): string {
  return cookieName("session");
}

export function csrfCookieName(): string {
  return cookieName("csrf");
}

/** Of a browser that somebody has signed in with; signing out leaves it. */
export function deviceCookieName(): string {
  return cookieName("device");
}

/** The activation code that was given, while its owner chooses a password. */
export function activationCookieName(): string {
  return cookieName("activation");
}

/** Says once, on the page that follows, what was done there. A link can't make a page say so. */
export function noticeCookieName(): string {
  return cookieName("notice");
}

/** Set by signing out, for the sign-in page to confirm it. A link can't make the page say so. */
export function signedOutCookieName(): string {
  return cookieName("signed-out");
}

/**
 * Where next-auth would note the place to go to. The form carries that, so the cookie is never set; and as its content
 * could stop a sign-in, its name is one that nobody can know.
 */
export const CALLBACK_COOKIE_NAME = `konekte.callback-${randomUUID()}`;

/** For the cookies named above: no script may read them. Those of language and theme have their own. */
export function cookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
}
