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
    UPDATE user_session
    SET logout_time = GREATEST(login_time, ${at}), is_active = false, end_reason = ${reason}::"EndReason"
    WHERE id = ${sessionId}::uuid AND logout_time IS NULL
    RETURNING user_id AS "userId", logout_time AS "logoutTime"`);
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
