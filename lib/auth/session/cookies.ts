import { randomUUID } from "node:crypto";
import { env } from "@/lib/env";

/**
 * Returns the full name of a cookie. Over HTTPS the prefix `__Host-` binds it to this host. On http
 * (localhost, an office network) browsers reject the prefix.
 */
function cookieName(name: string): string {
  return isSecure() ? `__Host-konekte.${name}` : `konekte.${name}`;
}

function isSecure(): boolean {
  return env().appUrl.startsWith("https:");
}

/** Returns the name of the cookie that holds the sealed claims of a session (session-cookie.ts). */
export function sessionCookieName(): string {
  return cookieName("session");
}

/** Returns the name of the cookie that holds the token of the sign-in form (lib/auth/sign-in/csrf.ts). */
export function csrfCookieName(): string {
  return cookieName("csrf");
}

/** Returns the name of the cookie of a browser in which a user has signed in. Signing out keeps it. */
export function deviceCookieName(): string {
  return cookieName("device");
}

/** Returns the name of the cookie that keeps an activation code while its user chooses a password. */
export function activationCookieName(): string {
  return cookieName("activation");
}

/** Returns the name of the cookie with a notice that the next page shows once. A link can't forge it. */
export function noticeCookieName(): string {
  return cookieName("notice");
}

/** Returns the name of the cookie by which the sign-in page confirms a sign-out. A link can't forge it. */
export function signedOutCookieName(): string {
  return cookieName("signed-out");
}

/**
 * Name of the cookie in which next-auth would store the address to open after sign-in. The form carries that
 * address, so the cookie is never sent to a browser. Its content could make a sign-in fail, so the name is
 * random and no one can set it.
 */
export const CALLBACK_COOKIE_NAME = `konekte.callback-${randomUUID()}`;

/** Returns the options of the cookies named above. No script may read them, unlike language and theme. */
export function cookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
}
