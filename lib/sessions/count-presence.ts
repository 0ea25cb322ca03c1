import { Prisma, prisma } from "@/lib/db/client";
import type { ActiveUsers } from "@/lib/sessions/active-users";
import { isOnline } from "@/lib/sessions/presence-sql";

interface Counted {
  users: number;
  never: number;
  online: number;
  away: number;
  openSessions: number;
}

/** How many people are online, away, offline or were never here, and how many sessions are open. */
export async function countPresence(now: Date): Promise<ActiveUsers["counts"]> {
  const [counted] = await prisma.$queryRaw<[Counted]>(Prisma.sql`
    WITH person AS (
      SELECT bool_or(${isOnline(now)}) AS online, count(*) AS sessions
      FROM user_session AS s WHERE s.logout_time IS NULL GROUP BY s.user_id
    )
    SELECT
      (SELECT count(*)::int FROM app_user) AS users,
      (SELECT count(*)::int FROM app_user AS u
        WHERE NOT EXISTS (SELECT FROM user_session AS s WHERE s.user_id = u.id)) AS never,
      count(*) FILTER (WHERE online)::int AS online,
      count(*) FILTER (WHERE NOT online)::int AS away,
      COALESCE(sum(sessions), 0)::int AS "openSessions"
    FROM person`);
  const { users, never, online, away, openSessions } = counted;
  return { users, online, away, offline: users - online - away - never, never, openSessions };
}
