import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { sessionCookieName } from "@/lib/auth/session/cookies";
import { env } from "@/lib/env";
import { hashSessionKey } from "@/lib/sessions/lifecycle/session-key";

/** All that the token says (with its time stamps): which session, of whom. Role and status are the database's to say. */
const Claims = z.object({ sid: z.string().min(32).max(128), uid: z.uuid() });

export interface SessionClaims {
  userId: string;
  /** As the database has it. */
  sessionKeyHash: string;
}

const DAY_S = 24 * 3600;

/** The cookie outlives the session, which ends as its row says: so the sign-in page can look up when and why, on the next morning too. */
export function sessionCookieLifeS(): number {
  return env().sessionMaxAgeMs / 1000 + DAY_S;
}

/** Far beyond ours (about 300 bytes): not worth decrypting. */
const MAX_COOKIE_LENGTH = 2_048;

/**
 * Opens the session cookie. It says who the request claims to be, not that the session is still open.
 *
 * @returns null for no cookie, and for every cookie that is not ours or too old
 */
export async function openSessionCookie(value: string | undefined): Promise<SessionClaims | null> {
  if (!value || value.length > MAX_COOKIE_LENGTH) return null;
  const token = await decode({ token: value, secret: authSecret() }).catch(() => null);
  const claims = Claims.safeParse(token);
  if (!claims.success) return null;
  return { userId: claims.data.uid, sessionKeyHash: hashSessionKey(claims.data.sid) };
}

/** The cookie that signing in sets, as next-auth seals it; for what signs in without the form. */
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

export function authSecret(): string {
  const secret = env().authSecret;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set: the start command makes one");
  return secret;
}
