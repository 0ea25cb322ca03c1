import type { IncomingMessage } from "node:http";
import { sessionCookieName } from "@/lib/auth/session/cookies";
import { openSessionCookie } from "@/lib/auth/session/session-cookie";
import { readCookie } from "@/lib/read-cookie";

/** Address of a file of the build. They cost nothing, and a page asks for many at once. */
const STATIC = /^\/_next\/static\/(?!.*\.\.)[^%\\]*$/;

/**
 * Signing out waits for nothing: the person leaves, and a request that hangs must not keep the session
 * open.
 */
const SIGN_OUT = "/api/sign-out";

/**
 * Returns the hash of the session key that a request claims. The cookie is opened, because the same session
 * can be written in many ways. A copy with a former key has another hash, and takes no turn of the owner.
 *
 * @returns null for a file of the build, for signing out, and without a cookie of ours
 */
export async function sessionOfRequest({ url, headers }: IncomingMessage): Promise<string | null> {
  if (STATIC.test(url ?? "") || url === SIGN_OUT) return null;
  const claims = await openSessionCookie(readCookie(headers.cookie ?? "", sessionCookieName()));
  return claims?.sessionKeyHash ?? null;
}
