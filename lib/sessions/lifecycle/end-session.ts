import { recordActivity } from "@/lib/activity/record";
import { Prisma, type Transaction } from "@/lib/db/client";
import type { EndReason } from "@/lib/db/generated/enums";

export interface End {
  reason: EndReason;
  /** The exact end, from the database's clock; a session never ends before it began. */
  at: Date;
  /** Who ended it; null for the system. */
  actorId: string | null;
}

/**
 * Ends an open session, once; the row stays as history.
 *
 * @returns false if it had already ended: the first ending stands
 */
export async function endSession(
  tx: Transaction,
  sessionId: string,
  { reason, at, actorId }: End,
): Promise<boolean> {
  const [ended] = await tx.$queryRaw<{ userId: string; logoutTime: Date }[]>(Prisma.sql`
    WITH person AS ( -- first the person, then their session: everybody's order, so nobody waits in a circle
      SELECT u.id FROM app_user AS u JOIN user_session AS s ON s.user_id = u.id
      WHERE s.id = ${sessionId}::uuid AND s.logout_time IS NULL
      FOR NO KEY UPDATE OF u
    )
    UPDATE user_session AS s
    SET logout_time = GREATEST(s.login_time, ${at}), is_active = false, end_reason = ${reason}::"EndReason",
      ended_by = ${actorId}::uuid
    FROM person
    WHERE s.id = ${sessionId}::uuid AND s.user_id = person.id AND s.logout_time IS NULL
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
