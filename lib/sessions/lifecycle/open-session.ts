import { Prisma, type Transaction } from "@/lib/db/client";
import type { Role } from "@/lib/db/generated/enums";
import { env } from "@/lib/env";
import { endOldest } from "@/lib/sessions/lifecycle/end-oldest";
import { hashSessionKey, newSessionKey } from "@/lib/sessions/lifecycle/session-key";

export interface NewSession {
  userId: string;
  /** The hash that the password was checked against. */
  passwordHash: string;
  /** Canonical (lib/http/client-address.ts), or null. */
  ipAddress: string | null;
  /** Cleaned (lib/http/user-agent.ts), or null. */
  userAgent: string | null;
  /** Unless given, this moment of the database's clock; the demonstration tells of a past. */
  at?: Date;
}

interface OpenedSession {
  sessionId: string;
  /** For the cookie; stored nowhere. */
  sessionKey: string;
}

/**
 * Opens a session with its activity event, at this moment of the database's clock. It holds the account, so that no disabling and no new
 * password passes between the check of the password and the session, and so that of many who sign in at once none passes the limit of
 * their role: whoever opens one too many ends the oldest.
 *
 * @param tx - of a transaction, so that all of it is kept or nothing
 * @returns null when the account is no longer as it was checked: disabled, or with another password
 */
export async function openSession(
  tx: Transaction,
  { userId, passwordHash, ipAddress, userAgent, at: past }: NewSession,
): Promise<OpenedSession | null> {
  // A statement of its own: what follows must see what those have written for whom this one waited.
  const [account] = await tx.$queryRaw<{ role: Role }[]>(Prisma.sql`
    SELECT role FROM app_user WHERE id = ${userId}::uuid AND password_hash = ${passwordHash} AND disabled_at IS NULL
    FOR NO KEY UPDATE`);
  if (!account) return null;
  const sessionKey = newSessionKey();
  const [opened] = await tx.$queryRaw<[{ sessionId: string; at: Date }]>(Prisma.sql`
    WITH session AS (
      INSERT INTO user_session
        (user_id, session_key, ip_address, user_agent, login_time, last_contact_at, last_activity_at)
      SELECT ${userId}::uuid, ${hashSessionKey(sessionKey)}, ${ipAddress}::inet, ${userAgent}, at, at, at
      FROM COALESCE(${past ?? null}::timestamptz, date_trunc('milliseconds', clock_timestamp())) AS at
      RETURNING id, user_id, login_time
    )
    INSERT INTO activity_event (type, at, actor_id, subject_id, session_id)
    SELECT 'session.opened', login_time, user_id, user_id, id FROM session
    RETURNING session_id AS "sessionId", at`);
  const { sessionId, at } = opened;
  await endOldest(tx, { userId, max: env().maxSessions[account.role], keptId: sessionId, at });
  return { sessionId, sessionKey };
}
