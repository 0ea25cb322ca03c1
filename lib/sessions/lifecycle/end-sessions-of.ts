import { recordActivity } from "@/lib/activity/record";
import { Prisma, type Transaction } from "@/lib/db/client";
import type { EndReason } from "@/lib/db/generated/enums";
import { currentLimits } from "@/lib/sessions/current-limits";
import { silentEnd } from "@/lib/sessions/presence-sql";

interface EndOfMany {
  reason: EndReason;
  /** From the database's clock. */
  at: Date;
  actorId: string | null;
  /** Why, in the words of whoever ends them. */
  note?: string | null;
  /** Of the one session that goes on. */
  exceptId?: string;
  /** Of their sessions only these. */
  onlyIds?: string[];
}

interface Ended {
  id: string;
  userId: string;
  logoutTime: Date;
  endReason: EndReason;
  byLimit: boolean;
}

/**
 * Ends every open session of these people, each once. One that had passed its limits by then ends by those,
 * at their instant.
 *
 * @param userIds - held by this transaction (lib/actors/lock-users.ts): people before sessions, in
 *   everybody's order
 * @returns the sessions that ended
 */
export async function endSessionsOf(
  tx: Transaction,
  userIds: string[],
  { reason, at, actorId, note = null, exceptId, onlyIds }: EndOfMany,
): Promise<string[]> {
  const ended = await tx.$queryRaw<Ended[]>(Prisma.sql`
    WITH ending AS (
      SELECT s.id, silent.due_at <= ${at} AS by_limit, silent.logout_time, silent.end_reason
      FROM user_session AS s CROSS JOIN ${silentEnd(currentLimits())} AS silent
      WHERE s.user_id = ANY(${userIds}::uuid[]) AND s.logout_time IS NULL AND s.id IS DISTINCT FROM ${exceptId ?? null}::uuid
        AND ${onlyIds ? Prisma.sql`s.id = ANY(${onlyIds}::uuid[])` : Prisma.sql`true`}
      FOR UPDATE OF s
    )
    UPDATE user_session AS s
    SET is_active = false,
      logout_time = CASE WHEN by_limit THEN ending.logout_time ELSE GREATEST(s.login_time, ${at}) END,
      end_reason = CASE WHEN by_limit THEN ending.end_reason ELSE ${reason}::"EndReason" END,
      ended_by = CASE WHEN NOT by_limit THEN ${actorId}::uuid END,
      end_note = CASE WHEN NOT by_limit THEN ${note} END
    FROM ending WHERE s.id = ending.id
    RETURNING s.id, s.user_id AS "userId", s.logout_time AS "logoutTime", s.end_reason AS "endReason", by_limit AS "byLimit"`);
  const events = ended.map(({ id, userId, logoutTime, endReason, byLimit }) => ({
    type: "session.ended" as const,
    at: logoutTime,
    actorId: byLimit ? null : actorId,
    subjectId: userId,
    sessionId: id,
    data: byLimit || note === null ? { reason: endReason } : { reason: endReason, note },
  }));
  await recordActivity(tx, ...events);
  return ended.map(({ id }) => id);
}
