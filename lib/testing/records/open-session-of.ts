import { sealSessionCookie } from "@/lib/auth/session/session-cookie";
import { prisma } from "@/lib/db/client";
import { openSession } from "@/lib/sessions/lifecycle/open-session";
import { usernameKey } from "@/lib/users/username";

export interface SignedIn {
  userId: string;
  sessionId: string;
  cookie: { name: string; value: string };
}

/**
 * Opens a session as a sign-in does, without the form: inserts the row and its event, and seals the cookie.
 */
export async function openSessionOf(username: string): Promise<SignedIn> {
  const { id: userId, passwordHash } = await prisma.user.findUniqueOrThrow({
    where: { usernameKey: usernameKey(username) },
    select: { id: true, passwordHash: true },
  });
  if (!passwordHash) throw new Error(`${username} has no password`);
  const opened = await prisma.$transaction((tx) =>
    openSession(tx, { userId, passwordHash, ipAddress: "192.0.2.10", userAgent: "e2e" }),
  );
  if (!opened) throw new Error(`${username} is disabled`);
  const { sessionId, sessionKey } = opened;
  return { userId, sessionId, cookie: await sealSessionCookie({ sessionKey, userId }) };
}

/** Ends a session in the database only, as a revocation by another instance does. */
export async function endInDatabase(sessionId: string): Promise<void> {
  await prisma.$executeRaw`
    UPDATE user_session
    SET logout_time = GREATEST(login_time, date_trunc('milliseconds', clock_timestamp())),
        is_active = false, end_reason = 'REVOKED'
    WHERE id = ${sessionId}::uuid`;
}
