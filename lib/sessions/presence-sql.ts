import { Prisma } from "@/lib/db/client";
import type { SessionLimits } from "@/lib/sessions/limits";
import { ACTIVE_WINDOW_MS, ONLINE_WINDOW_MS } from "@/lib/sessions/presence";

/*
 * The rules of presence.ts and limits.ts in SQL, for rows `s` of user_session. presence-sql.db.test.ts and
 * expire-sessions.db.test.ts verify that both forms of each rule agree.
 */

/** Builds the condition that an open session `s` is online at `now`: `presenceAt` in presence.ts. */
export function isOnline(now: Date): Prisma.Sql {
  return Prisma.sql`(
    s.last_contact_at >= ${before(now, ONLINE_WINDOW_MS)}
    AND s.last_activity_at >= ${before(now, ACTIVE_WINDOW_MS)}
  )`;
}

/**
 * Builds the condition that a session `s` is open at `now`: `isOpenAt` in limits.ts. A session past its
 * limits is not open, even when its end is not written yet.
 */
export function isOpen(now: Date, { idleMs, maxAgeMs }: SessionLimits): Prisma.Sql {
  return Prisma.sql`(
    s.logout_time IS NULL
    AND s.last_activity_at > ${before(now, idleMs)}
    AND s.login_time > ${before(now, maxAgeMs)}
  )`;
}

/** Returns {@link isOpen} as the `where` of a Prisma query. */
export function openWhere(now: Date, { idleMs, maxAgeMs }: SessionLimits) {
  return {
    logoutTime: null,
    lastActivityAt: { gt: before(now, idleMs) },
    loginTime: { gt: before(now, maxAgeMs) },
  } satisfies Prisma.UserSessionWhereInput;
}

/**
 * Builds the query for every user with an open session, for use in a CTE. Its columns: `user_id`, `online`
 * (true when at least one session is online), `sessions` (number of open sessions).
 */
export function connectedUsers(now: Date, limits: SessionLimits): Prisma.Sql {
  return Prisma.sql`
    SELECT s.user_id, bool_or(${isOnline(now)}) AS online, count(*) AS sessions
    FROM user_session AS s WHERE ${isOpen(now, limits)} GROUP BY s.user_id`;
}

/**
 * Builds a lateral subquery, for a CROSS JOIN, with the end of session `s` by its limits: `limitEnd` in
 * limits.ts. Its columns: `due_at` (the earlier of both limits, which may lie in the future), and the
 * `logout_time` and `end_reason` to write once that instant has passed.
 */
export function limitEndSql({ idleMs, maxAgeMs }: SessionLimits): Prisma.Sql {
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
