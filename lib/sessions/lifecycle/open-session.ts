import { Prisma, type Transaction } from "@/lib/db/client";
import type { Role } from "@/lib/db/generated/enums";
import { env } from "@/lib/env";
import { endOldest } from "@/lib/sessions/lifecycle/end-oldest";
import { hashSessionKey, makeSessionKey } from "@/lib/sessions/lifecycle/session-key";

export interface NewSession {
  userId: string;
  /** Hash that the password was verified against. */
  passwordHash: string;
  /** Canonical (lib/http/client-address.ts); null: unknown. */
  ipAddress: string | null;
  /** Cleaned (lib/http/user-agent.ts); null: none. */
  userAgent: string | null;
  /** Start of the session; by default now, by the database's clock. The demonstration passes a past one. */
  at?: Date;
}

interface OpenedSession {
  sessionId: string;
  /** The secret for the cookie. It is not stored. */
  sessionKey: string;
}

/**
 * Opens a session and records its event at the same instant. A session beyond the limit of the user's role
 * ends the oldest one.
 *
 * Locks the user's row first, for two reasons: the account cannot be disabled or get another password between
 * the check of the password and the insert, and concurrent sign-ins of one user count their sessions one
 * after the other.
 *
 * @param tx - a transaction, so that everything is committed or nothing
 * @returns null when the account was disabled, or its password was changed, since the password was verified
 */
export async function openSession(
  tx: Transaction,
  { userId, passwordHash, ipAddress, userAgent, at: past }: NewSession,
): Promise<OpenedSession | null> {
  // A statement of its own: the next ones must see what the transaction that held the lock has committed.
  const [account] = await tx.$queryRaw<{ role: Role }[]>(Prisma.sql`
    SELECT role FROM app_user WHERE id = ${userId}::uuid AND password_hash = ${passwordHash} AND disabled_at IS NULL
    FOR NO KEY UPDATE`);
  if (!account) return null;
  const sessionKey = makeSessionKey();
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
