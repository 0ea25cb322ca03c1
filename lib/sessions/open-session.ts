import { recordActivity } from "@/lib/activity/record";
import type { Transaction } from "@/lib/db/client";
import { hashSessionKey, newSessionKey } from "@/lib/sessions/session-key";

export interface NewSession {
  userId: string;
  /** Canonical (lib/http/client-address.ts), or null. */
  ipAddress: string | null;
  /** Cleaned (lib/http/user-agent.ts), or null. */
  userAgent: string | null;
  /** The moment of signing in, from the database's clock. */
  at: Date;
}

/**
 * Opens a session with its activity event, in the transaction in which the password was accepted.
 *
 * @returns the public id, and the key for the cookie, which is stored nowhere
 */
export async function openSession(
  tx: Transaction,
  { userId, ipAddress, userAgent, at }: NewSession,
): Promise<{ sessionId: string; sessionKey: string }> {
  const sessionKey = newSessionKey();
  const { id: sessionId } = await tx.userSession.create({
    data: {
      userId,
      sessionKey: hashSessionKey(sessionKey),
      ipAddress,
      userAgent,
      loginTime: at,
      lastContactAt: at,
      lastActivityAt: at,
    },
    select: { id: true },
  });
  await recordActivity(tx, {
    type: "session.opened",
    at,
    actorId: userId,
    subjectId: userId,
    sessionId,
    data: {},
  });
  return { sessionId, sessionKey };
}
