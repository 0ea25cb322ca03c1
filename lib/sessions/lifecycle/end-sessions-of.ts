import { recordActivity } from "@/lib/activity/record";
import { Prisma, type Transaction } from "@/lib/db/client";
import type { EndReason } from "@/lib/db/generated/enums";
import { currentLimits } from "@/lib/sessions/current-limits";
import { limitEndSql } from "@/lib/sessions/presence-sql";

interface EndOfMany {
  reason: EndReason;
  /** By the database's clock. */
  at: Date;
  actorId: string | null;
  /** Reason that the administrator typed. */
  note?: string | null;
  /** Id of the one session that stays open. */
  exceptId?: string;
  /** Ids of the only sessions to end; by default all sessions of the users. */
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
 * Ends the open sessions of these users, each exactly once, and records one event for each. A session that
 * was past its limits at `at` ends by its limit, at that limit's instant, without actor and note.
 *
 * @param userIds - users whose rows this transaction has locked (lib/actors/lock-user-rows.ts), because every
 *   transaction locks users before sessions
 * @returns ids of the sessions that ended
 */
export async function endSessionsOf(
  tx: Transaction,
  userIds: string[],
  { reason, at, actorId, note = null, exceptId, onlyIds }: EndOfMany,
): Promise<string[]> {
  const ended = await tx.$queryRaw<Ended[]>(Prisma.sql`
    WITH ending AS (
      SELECT s.id, silent.due_at <= ${at} AS by_limit, silent.logout_time, silent.end_reason
      FROM user_session AS s CROSS JOIN ${limitEndSql(currentLimits())} AS silent
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
