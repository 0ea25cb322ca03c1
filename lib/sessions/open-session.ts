import { Prisma, type Transaction } from "@/lib/db/client";
import { hashSessionKey, newSessionKey } from "@/lib/sessions/session-key";

export interface NewSession {
  userId: string;
  /** The hash that the password was checked against. */
  passwordHash: string;
  /** Canonical (lib/http/client-address.ts), or null. */
  ipAddress: string | null;
  /** Cleaned (lib/http/user-agent.ts), or null. */
  userAgent: string | null;
}

interface OpenedSession {
  sessionId: string;
  /** For the cookie; stored nowhere. */
  sessionKey: string;
}

/**
 * Opens a session with its activity event, at this moment of the database's clock. One statement, so both are kept or neither;
 * it holds the account, so that no disabling and no new password passes between the check of the password and the session.
 *
 * @returns null when the account is no longer as it was checked: disabled, or with another password
 */
export async function openSession(
  tx: Transaction,
  { userId, passwordHash, ipAddress, userAgent }: NewSession,
): Promise<OpenedSession | null> {
  const sessionKey = newSessionKey();
  const [opened] = await tx.$queryRaw<{ sessionId: string }[]>(Prisma.sql`
    WITH account AS (
      SELECT id, date_trunc('milliseconds', clock_timestamp()) AS at FROM app_user
      WHERE id = ${userId}::uuid AND password_hash = ${passwordHash} AND disabled_at IS NULL
      FOR NO KEY UPDATE
    ), session AS (
      INSERT INTO user_session
        (user_id, session_key, ip_address, user_agent, login_time, last_contact_at, last_activity_at)
      SELECT id, ${hashSessionKey(sessionKey)}, ${ipAddress}::inet, ${userAgent}, at, at, at FROM account
      RETURNING id, user_id, login_time
    )
    INSERT INTO activity_event (type, at, actor_id, subject_id, session_id)
    SELECT 'session.opened', login_time, user_id, user_id, id FROM session
    RETURNING session_id AS "sessionId"`);
  return opened ? { ...opened, sessionKey } : null;
}
