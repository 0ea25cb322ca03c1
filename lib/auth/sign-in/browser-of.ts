import type { IncomingMessage } from "node:http";
import { deviceCookieName, sessionCookieName } from "@/lib/auth/session/cookies";
import { openSessionCookie } from "@/lib/auth/session/session-cookie";
import { readDeviceCookie } from "@/lib/auth/sign-in/known-device";
import { readCookie } from "@/lib/read-cookie";

/**
 * Returns a key of the browser that a request comes from, when a user has signed in there: the request has a
 * cookie that we have sealed. It reads no database, so the session may have ended.
 */
export async function browserOf({ headers }: Pick<IncomingMessage, "headers">): Promise<string | null> {
  const { cookie } = headers;
  if (!cookie) return null;
  const session = await openSessionCookie(readCookie(cookie, sessionCookieName()));
  if (session) return session.sessionKeyHash;
  const [device] = readDeviceCookie(readCookie(cookie, deviceCookieName()));
  return device?.deviceHash ?? null;
}
