import { Prisma } from "@/lib/db/client";
import type { SessionLimits } from "@/lib/sessions/limits";
import { ACTIVE_WINDOW_MS, ONLINE_WINDOW_MS } from "@/lib/sessions/presence";

/*
 * The rules of presence.ts and limits.ts, for rows `s` of user_session in SQL. presence-sql.db.test.ts and expire-sessions.db.test.ts hold
 * the two together.
 */

/** Whether an open session is online at `now`. */
export function isOnline(now: Date): Prisma.Sql {
  return Prisma.sql`(
    s.last_contact_at >= ${before(now, ONLINE_WINDOW_MS)}
    AND s.last_activity_at >= ${before(now, ACTIVE_WINDOW_MS)}
  )`;
}

/** Whether a session is open at `now`: not ended, and within its limits, which nobody may have written down yet. */
export function isOpen(now: Date, { idleMs, maxAgeMs }: SessionLimits): Prisma.Sql {
  return Prisma.sql`(
    s.logout_time IS NULL
    AND s.last_activity_at > ${before(now, idleMs)}
    AND s.login_time > ${before(now, maxAgeMs)}
  )`;
}

/** {@link isOpen}, as the `where` of a Prisma query. */
export function openWhere(now: Date, { idleMs, maxAgeMs }: SessionLimits) {
  return {
    logoutTime: null,
    lastActivityAt: { gt: before(now, idleMs) },
    loginTime: { gt: before(now, maxAgeMs) },
  } satisfies Prisma.UserSessionWhereInput;
}

/** Everybody with an open session, to stand in a CTE: `user_id`, `online` (the best of their sessions), `sessions`. */
export function connectedUsers(now: Date, limits: SessionLimits): Prisma.Sql {
  return Prisma.sql`
    SELECT s.user_id, bool_or(${isOnline(now)}) AS online, count(*) AS sessions
    FROM user_session AS s WHERE ${isOpen(now, limits)} GROUP BY s.user_id`;
}

/** The end that is due to a session by its limits, to CROSS JOIN: `due_at`, and what is then written as `logout_time` and `end_reason`. */
export function silentEnd({ idleMs, maxAgeMs }: SessionLimits): Prisma.Sql {
  return Prisma.sql`LATERAL (
    SELECT due_at,
      CASE WHEN lost THEN s.last_contact_at ELSE due_at END AS logout_time,
      CASE WHEN lost THEN 'LOST_CONTACT' WHEN idle_at <= old_at THEN 'IDLE_TIMEOUT' ELSE 'MAX_AGE' END::"EndReason" AS end_reason
    FROM (SELECT
      s.last_activity_at + ${idleMs} * interval '1 ms' AS idle_at,
      s.login_time + ${maxAgeMs} * interval '1 ms' AS old_at
    ) AS limits
    CROSS JOIN LATERAL (SELECT LEAST(idle_at, old_at) AS due_at) AS earlier
    CROSS JOIN LATERAL (SELECT due_at - s.last_contact_at > ${ONLINE_WINDOW_MS} * interval '1 ms' AS lost) AS silence
  )`;
}

function before(now: Date, ms: number): Date {
  return new Date(now.getTime() - ms);
}
