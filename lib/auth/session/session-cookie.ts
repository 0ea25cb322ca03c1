import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { sessionCookieName } from "@/lib/auth/session/cookies";
import { env } from "@/lib/env";
import { readCookie } from "@/lib/read-cookie";
import { countRefused } from "@/lib/refused-requests";
import { hashSessionKey } from "@/lib/sessions/lifecycle/session-key";

/**
 * Content of the token besides its timestamps: the session key and the user id. Role and status are read
 * from the database.
 */
const Claims = z.object({ sid: z.string().min(32).max(128), uid: z.uuid() });

export interface SessionClaims {
  userId: string;
  /** SHA-256 of the session key in hexadecimal, as the database stores it. */
  sessionKeyHash: string;
}

const DAY_S = 24 * 3600;

/**
 * Returns the lifetime of the cookie in seconds: one day more than the maximum age of a session. The
 * session ends as its row says; the cookie lets the sign-in page look up when and why, on the next morning
 * too.
 */
export function sessionCookieLifeS(): number {
  return env().sessionMaxAgeMs / 1000 + DAY_S;
}

/** Longer values are not decrypted. Our own have about 300 characters. */
const MAX_COOKIE_LENGTH = 2_048;
/**
 * The first part of every token that next-auth seals. Its `decode` would also accept other algorithms, some
 * of which make the server compute for milliseconds for a token that anybody can write.
 */
const OUR_HEADER = `${Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString("base64url")}.`;

/**
 * Opens the session cookie. The result names the session that the request claims; it does not prove that the
 * session is still open.
 *
 * @returns null without a cookie, and for a cookie that is not ours or has expired
 */
export async function openSessionCookie(value: string | undefined): Promise<SessionClaims | null> {
  if (!value || value.length > MAX_COOKIE_LENGTH || !value.startsWith(OUR_HEADER)) return null;
  const token = await decode({ token: value, secret: authSecret() }).catch(() => null);
  const claims = Claims.safeParse(token);
  if (!claims.success) return null;
  return { userId: claims.data.uid, sessionKeyHash: hashSessionKey(claims.data.sid) };
}

/**
 * Opens the session cookie of a request that arrives, once for each request: one that is not ours is counted.
 *
 * @param cookies - value of the `Cookie` header
 * @returns like {@link openSessionCookie}
 */
export async function openClaimedSession(cookies: string | undefined | null): Promise<SessionClaims | null> {
  const value = readCookie(cookies ?? "", sessionCookieName());
  const claims = await openSessionCookie(value);
  if (value && !claims) countRefused("forged");
  return claims;
}

/**
 * Seals the session cookie in the way of next-auth, for code that signs a user in without the sign-in form.
 */
export async function sealSessionCookie(session: {
  sessionKey: string;
  userId: string;
}): Promise<{ name: string; value: string }> {
  const value = await encode({
    token: { sid: session.sessionKey, uid: session.userId },
    secret: authSecret(),
    maxAge: sessionCookieLifeS(),
  });
  return { name: sessionCookieName(), value };
}

/** @throws Error when NEXTAUTH_SECRET is not set */
export function authSecret(): string {
  const secret = env().authSecret;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set; the start command creates one");
  return secret;
}
