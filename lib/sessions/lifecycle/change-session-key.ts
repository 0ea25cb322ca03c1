import { Prisma, type Transaction } from "@/lib/db/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { notifyKeyChange } from "@/lib/live/listener";
import { currentLimits } from "@/lib/sessions/current-limits";
import { hashSessionKey, makeSessionKey } from "@/lib/sessions/lifecycle/session-key";
import { isLocallyEnded } from "@/lib/sessions/locally-ended-sessions";

export interface ChangedKey {
  /** The secret for the new cookie. It is not stored. */
  sessionKey: string;
  /** Hash of the key that the session had before. */
  formerKeyHash: string;
}

/** Former keys of this age are deleted. Sign-outs that waited in a spool have been replayed long before. */
const KEPT_DAYS = 30;
/** Old keys that one change deletes at most: more than the one that it adds, so the table stays small. */
const CLEARED_PER_CHANGE = 10;

/**
 * Gives an open session a new key, after its user has typed the password. From the commit on every copy of
 * the former cookie is refused, in this process and in every other; it can only end the session.
 *
 * The form is contact and activity, and this writes both: contact that was noted under the former key finds
 * no row any more.
 *
 * @param tx - has locked the user's row, like every transaction that changes sessions
 * @throws AppError `unauthenticated` when the session has ended since the guard
 */
export async function changeSessionKey(tx: Transaction, sessionId: string): Promise<ChangedKey> {
  const sessionKey = makeSessionKey();
  const now = Prisma.sql`LEAST(
    date_trunc('milliseconds', clock_timestamp()), s.login_time + ${currentLimits().maxAgeMs} * interval '1 ms')`;
  const tracked = Prisma.sql`,
    last_contact_at = GREATEST(s.last_contact_at, ${now}), last_activity_at = GREATEST(s.last_activity_at, ${now})`;
  const [changed] = await tx.$queryRaw<{ formerKeyHash: string }[]>(Prisma.sql`
    UPDATE user_session AS s
    SET session_key = ${hashSessionKey(sessionKey)} ${env().tracking ? tracked : Prisma.empty}
    FROM (SELECT id, session_key FROM user_session WHERE id = ${sessionId}::uuid FOR UPDATE) AS former
    WHERE s.id = former.id AND s.logout_time IS NULL
    RETURNING former.session_key AS "formerKeyHash"`);
  if (!changed || isLocallyEnded(changed.formerKeyHash)) throw new AppError("unauthenticated");
  await keepFormerKey(tx, sessionId, changed.formerKeyHash);
  await notifyKeyChange(tx, sessionId);
  return { sessionKey, formerKeyHash: changed.formerKeyHash };
}

async function keepFormerKey(tx: Transaction, sessionId: string, formerKeyHash: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO former_session_key (key_hash, session_id, changed_at)
    VALUES (${formerKeyHash}, ${sessionId}::uuid, clock_timestamp())`);
  await tx.$executeRaw(Prisma.sql`
    DELETE FROM former_session_key WHERE key_hash IN (
      SELECT key_hash FROM former_session_key
      WHERE changed_at < clock_timestamp() - ${KEPT_DAYS} * interval '1 day'
      ORDER BY changed_at LIMIT ${CLEARED_PER_CHANGE} FOR UPDATE SKIP LOCKED
    )`);
}
