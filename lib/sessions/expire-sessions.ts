import { recordActivity } from "@/lib/activity/record";
import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import type { EndReason } from "@/lib/db/generated/enums";
import type { SessionLimits } from "@/lib/sessions/limits";
import { ONLINE_WINDOW_MS } from "@/lib/sessions/presence";

const BATCH = 500;
const MAX_BATCHES = 20;
/** Any fixed number, as long as nothing else locks it. */
const SWEEP_LOCK = 7_305_001;

interface Expired {
  id: string;
  userId: string;
  logoutTime: Date;
  endReason: EndReason;
}

/**
 * Writes down the ending of every session past its limits, each at its own instant: `limitEnd`, in SQL. Any instance may
 * call it at any time; one works, the others go on.
 *
 * @returns how many sessions it ended
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

async function expireBatch(tx: Transaction, { idleMs, maxAgeMs }: SessionLimits, now: Date): Promise<number> {
  const [lock] = await tx.$queryRaw<
    [{ mine: boolean }]
  >`SELECT pg_try_advisory_xact_lock(${SWEEP_LOCK}) AS mine`;
  if (!lock.mine) return 0;
  const expired = await tx.$queryRaw<Expired[]>(Prisma.sql`
    WITH due AS (
      SELECT id, last_contact_at, idle_at, old_at, end_at,
        end_at - last_contact_at > ${ONLINE_WINDOW_MS} * interval '1 ms' AS lost
      FROM user_session
      CROSS JOIN LATERAL (SELECT
        last_activity_at + ${idleMs} * interval '1 ms' AS idle_at,
        login_time + ${maxAgeMs} * interval '1 ms' AS old_at
      ) AS limits
      CROSS JOIN LATERAL (SELECT LEAST(idle_at, old_at) AS end_at) AS earlier
      WHERE logout_time IS NULL AND end_at <= ${now}
      LIMIT ${BATCH}
      FOR UPDATE OF user_session SKIP LOCKED -- who stirs at this moment is looked at again
    )
    UPDATE user_session AS s
    SET logout_time = CASE WHEN lost THEN due.last_contact_at ELSE end_at END,
        is_active = false,
        end_reason = CASE WHEN lost THEN 'LOST_CONTACT' WHEN idle_at <= old_at THEN 'IDLE_TIMEOUT' ELSE 'MAX_AGE' END::"EndReason"
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
