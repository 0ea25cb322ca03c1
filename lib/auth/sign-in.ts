import { z } from "zod";
import { countRefusal } from "@/lib/auth/count-refusal";
import { endBrowserSession } from "@/lib/auth/end-browser-session";
import { MAX_PASSWORD_LENGTH, verifyPassword } from "@/lib/auth/password";
import { readAttempt } from "@/lib/auth/read-attempt";
import type { SessionClaims } from "@/lib/auth/session-cookie";
import { hashing, inTurn } from "@/lib/auth/sign-in-queue";
import { type Attempt, clearFailures, countFailure } from "@/lib/auth/throttle";
import { prisma, type Transaction } from "@/lib/db/client";
import { openSession } from "@/lib/sessions/open-session";
import { lockUsers } from "@/lib/users/lock-users";
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
  password: z.string().min(1).max(MAX_PASSWORD_LENGTH),
});

/** Where the person signs in from, cleaned. */
export interface Origin {
  ipAddress: string | null;
  userAgent: string | null;
  /** The session that this browser has a cookie for already; it ends. */
  previous: SessionClaims | null;
}

interface SignedIn {
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
export async function signIn(submitted: unknown, origin: Origin): Promise<SignedIn | null> {
  const credentials = Credentials.safeParse(submitted);
  if (!credentials.success) return null;
  const { username, password } = credentials.data;
  const attempt = { usernameKey: username, ipAddress: origin.ipAddress };
  const accepted = await inTurn(username, () => acceptPassword(attempt, password));
  if (!accepted) return null;
  const { userId, passwordHash, nameFailed } = accepted;
  const { previous, ...client } = origin;
  const open = (tx: Transaction) => openSession(tx, { userId, passwordHash, ...client });
  if (!nameFailed && !previous) return signedIn(userId, await open(prisma));
  return prisma.$transaction(async (tx) => {
    if (nameFailed) await clearFailures(tx, username);
    if (previous) {
      await lockUsers(tx, [previous.userId, userId]); // two people who swap browsers don't wait for each other
      await endBrowserSession(tx, previous);
    }
    return signedIn(userId, await open(tx));
  });
}

function signedIn(userId: string, session: { sessionKey: string } | null): SignedIn | null {
  return session && { userId, sessionKey: session.sessionKey };
}

/** @returns the account as it was checked; null when it is refused: a failure to remember, unless it never came to a check */
async function acceptPassword(attempt: Attempt, password: string) {
  const { account, mustWait, nameFailed } = await readAttempt(attempt);
  if (mustWait) {
    await countRefusal();
    return null;
  }
  const matches = await hashing(() => verifyPassword(account?.passwordHash ?? null, password));
  if (matches && account && !account.disabled) return { ...account, nameFailed };
  await Promise.all([countFailure(attempt), countRefusal()]);
  return null;
}
