import { z } from "zod";
import { lockUserRows } from "@/lib/actors/lock-user-rows";
import { MAX_PASSWORD_LENGTH, passwordLength } from "@/lib/auth/password/password-length";
import { endBrowserSession } from "@/lib/auth/session/end-browser-session";
import type { SessionClaims } from "@/lib/auth/session/session-cookie";
import { checkPassword } from "@/lib/auth/sign-in/check-password";
import { requireSignInRate } from "@/lib/auth/sign-in/sign-in-rate";
import { clearFailures } from "@/lib/auth/sign-in/throttle";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { openSession } from "@/lib/sessions/lifecycle/open-session";
import { MAX_USERNAME_LENGTH, usernameKey } from "@/lib/users/username";

/** A name as it is typed, in its lookup form. No control characters: PostgreSQL rejects NUL. */
export const Username = z
  .string()
  .max(MAX_USERNAME_LENGTH * 2)
  .transform(usernameKey)
  .pipe(
    z
      .string()
      .max(MAX_USERNAME_LENGTH)
      .regex(/^\P{Cc}+$/u),
  );

/** The two fields of a sign-in form. */
export const Credentials = z.object({
  username: Username,
  password: z
    .string()
    .min(1)
    .refine((password) => passwordLength(password) <= MAX_PASSWORD_LENGTH),
});

/** Origin of a sign-in: where the request comes from, cleaned, and the cookies of its browser. */
export interface ClientInfo {
  ipAddress: string | null;
  userAgent: string | null;
  /** Session of the cookie that this browser already has; signing in ends it. */
  previous: SessionClaims | null;
  /**
   * Hashes of the keys that identify this browser in the database; none when no user has signed in from it.
   */
  deviceHashes: string[];
}

export interface SignedIn {
  userId: string;
  /** For the cookie. It is stored nowhere; the database has only its hash. */
  sessionKey: string;
}

/**
 * Checks a username and password and opens the session, all before any cookie exists.
 *
 * @returns null for every refusal alike: unknown name, wrong password, disabled account
 * @throws MustWait after too many failures, or when the user of the right password has signed in too often
 * @throws TooBusy when too many attempts are in progress
 */
export async function signIn(submitted: unknown, client: ClientInfo): Promise<SignedIn | null> {
  const credentials = Credentials.safeParse(submitted);
  if (!credentials.success) return null;
  const { username, password } = credentials.data;
  const { previous, ipAddress, userAgent, deviceHashes } = client;
  const attempt = { usernameKey: username, ipAddress, deviceHashes, sessionId: null };
  const accepted = await checkPassword(attempt, password);
  if (!accepted) return null;
  const { userId, passwordHash, toClear } = accepted;
  return prisma.$transaction(async (tx) => {
    // Lock the users first, in the order of all transactions: two users who swap browsers can't deadlock,
    // nor can a concurrent change of password.
    await lockUserRows(tx, previous ? [previous.userId, userId] : [userId]);
    await requireSignInRate(tx, userId, await databaseNow(tx));
    if (toClear) await clearFailures(tx, toClear);
    if (previous) await endBrowserSession(tx, previous);
    const session = await openSession(tx, { userId, passwordHash, ipAddress, userAgent });
    return session && { userId, sessionKey: session.sessionKey };
  });
}
