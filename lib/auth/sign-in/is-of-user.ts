import type { IncomingMessage } from "node:http";
import { deviceCookieName, sessionCookieName } from "@/lib/auth/session/cookies";
import { openSessionCookie } from "@/lib/auth/session/session-cookie";
import { readDeviceCookie } from "@/lib/auth/sign-in/known-device";
import { readCookie } from "@/lib/read-cookie";

/**
 * Returns whether a request comes from a browser in which a user has signed in: it has a cookie that we have
 * sealed. It reads no database, so the session may have ended.
 */
export async function isOfUser({ headers }: Pick<IncomingMessage, "headers">): Promise<boolean> {
  const { cookie } = headers;
  if (!cookie) return false;
  if (await openSessionCookie(readCookie(cookie, sessionCookieName()))) return true;
  return readDeviceCookie(readCookie(cookie, deviceCookieName())).length > 0;
}
