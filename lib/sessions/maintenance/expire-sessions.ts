import { recordActivity } from "@/lib/activity/record";
import { tryLock } from "@/lib/db/advisory-locks";
import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import type { EndReason } from "@/lib/db/generated/enums";
import type { SessionLimits } from "@/lib/sessions/limits";
import { limitEndSql } from "@/lib/sessions/presence-sql";

const BATCH = 500;
const MAX_BATCHES = 20;

interface Expired {
  id: string;
  userId: string;
  logoutTime: Date;
  endReason: EndReason;
}

/**
 * Writes the ending of every session past its limits, each at its own instant: `limitEnd` of limits.ts, in
 * SQL.
 *
 * Every instance may call it at any time: an advisory lock lets one work, and the others return without
 * waiting.
 *
 * @returns the number of sessions that ended
 */
export async function expireSessions(limits: SessionLimits, now: Date): Promise<number> {
  let total = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const ended = await prisma.$transaction((tx) => expireBatch(tx, limits, now));
    total += ended;
    if (ended < BATCH) break;
  }
  return total;
}

async function expireBatch(tx: Transaction, limits: SessionLimits, now: Date): Promise<number> {
  if (!(await tryLock(tx, "sweep"))) return 0;
  const expired = await tx.$queryRaw<Expired[]>(Prisma.sql`
    WITH due AS (
      SELECT s.id, silent.logout_time, silent.end_reason
      FROM user_session AS s
      JOIN app_user AS u ON u.id = s.user_id
      CROSS JOIN ${limitEndSql(limits)} AS silent
      WHERE s.logout_time IS NULL AND silent.due_at <= ${now}
      LIMIT ${BATCH}
      -- A locked session may be getting contact: the next sweep looks at it again. A trigger writes the end
      -- of a session to its user's row, so locked users are skipped too.
      FOR UPDATE OF s SKIP LOCKED FOR NO KEY UPDATE OF u SKIP LOCKED
    )
    UPDATE user_session AS s
    SET logout_time = due.logout_time, is_active = false, end_reason = due.end_reason
    FROM due
    WHERE s.id = due.id AND s.logout_time IS NULL
    RETURNING s.id, s.user_id AS "userId", s.logout_time AS "logoutTime", s.end_reason AS "endReason"`);
  await recordActivity(tx, ...expired.map(endingOf));
  return expired.length;
}

function endingOf({ id, userId, logoutTime, endReason }: Expired) {
  return {
    type: "session.ended",
    at: logoutTime,
    actorId: null,
    subjectId: userId,
    sessionId: id,
    data: { reason: endReason },
  } as const;
}
