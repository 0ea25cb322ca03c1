import { z } from "zod";
import { lockUsers } from "@/lib/actors/lock-users";
import { MAX_PASSWORD_LENGTH, passwordLength } from "@/lib/auth/password/password-length";
import { endBrowserSession } from "@/lib/auth/session/end-browser-session";
import type { SessionClaims } from "@/lib/auth/session/session-cookie";
import { checkPassword } from "@/lib/auth/sign-in/check-password";
import { clearFailures } from "@/lib/auth/sign-in/throttle";
import { prisma } from "@/lib/db/client";
import { openSession } from "@/lib/sessions/lifecycle/open-session";
import { MAX_USERNAME_LENGTH, usernameKey } from "@/lib/users/username";

const Credentials = z.object({
  username: z
    .string()
    .max(MAX_USERNAME_LENGTH * 2)
    .transform(usernameKey)
    .pipe(
      z
        .string()
        .max(MAX_USERNAME_LENGTH)
        .regex(/^\P{Cc}+$/u),
    ), // PostgreSQL takes no NUL
  password: z
    .string()
    .min(1)
    .refine((password) => passwordLength(password) <= MAX_PASSWORD_LENGTH),
});

/** Where the person signs in from, cleaned. */
export interface ClientInfo {
  ipAddress: string | null;
  userAgent: string | null;
  /** The session that this browser has a cookie for already; it ends. */
  previous: SessionClaims | null;
  /** By which the database knows this browser; null for one that nobody has signed in with. */
  deviceHash: string | null;
}

export interface SignedIn {
  userId: string;
  /** For the cookie; stored nowhere. */
  sessionKey: string;
}

/**
 * Accepts a username and password and opens the session, all before any cookie exists.
 *
 * @returns null for every refusal alike: unknown name, wrong password, disabled account, too many tries
 * @throws Busy when too many tries are under way
 */
export async function signIn(submitted: unknown, origin: ClientInfo): Promise<SignedIn | null> {
  const credentials = Credentials.safeParse(submitted);
  if (!credentials.success) return null;
  const { username, password } = credentials.data;
  const { previous, ipAddress, userAgent, deviceHash } = origin;
  const accepted = await checkPassword({ usernameKey: username, ipAddress, deviceHash }, password);
  if (!accepted) return null;
  const { userId, passwordHash, toClear } = accepted;
  return prisma.$transaction(async (tx) => {
    // People first, in everybody's order: two who swap browsers don't wait for each other, nor does who changes their password.
    await lockUsers(tx, previous ? [previous.userId, userId] : [userId]);
    if (toClear) await clearFailures(tx, toClear);
    if (previous) await endBrowserSession(tx, previous);
    const session = await openSession(tx, { userId, passwordHash, ipAddress, userAgent });
    return session && { userId, sessionKey: session.sessionKey };
  });
}
