import { recordActivity } from "@/lib/activity/record";
import { Prisma, type Transaction } from "@/lib/db/client";
import type { EndReason } from "@/lib/db/generated/enums";

export interface End {
  reason: EndReason;
  /** The exact end, by the database's clock. A time before the sign-in is stored as the sign-in. */
  at: Date;
  /** User who ended it; null: the system. */
  actorId: string | null;
}

/**
 * Ends an open session and records the event. A session ends exactly once: the first ending stands, however
 * many callers try. The row stays as history.
 *
 * Locks the user's row before the session's row. Every transaction that waits for both takes them in this
 * order, so that no two of them can deadlock.
 *
 * @returns false when the session had already ended, or does not exist: nothing is written
 */
export async function endSession(
  tx: Transaction,
  sessionId: string,
  { reason, at, actorId }: End,
): Promise<boolean> {
  const [ended] = await tx.$queryRaw<{ userId: string; logoutTime: Date }[]>(Prisma.sql`
    WITH locked_user AS ( -- the user's row first, then the session's
      SELECT u.id FROM app_user AS u JOIN user_session AS s ON s.user_id = u.id
      WHERE s.id = ${sessionId}::uuid AND s.logout_time IS NULL
      FOR NO KEY UPDATE OF u
    )
    UPDATE user_session AS s
    SET logout_time = GREATEST(s.login_time, ${at}), is_active = false, end_reason = ${reason}::"EndReason",
      ended_by = ${actorId}::uuid
    FROM locked_user
    WHERE s.id = ${sessionId}::uuid AND s.user_id = locked_user.id AND s.logout_time IS NULL
    RETURNING s.user_id AS "userId", s.logout_time AS "logoutTime"`);
  if (!ended) return false;
  await recordActivity(tx, {
    type: "session.ended",
    at: ended.logoutTime,
    actorId,
    subjectId: ended.userId,
    sessionId,
    data: { reason },
  });
  return true;
}
