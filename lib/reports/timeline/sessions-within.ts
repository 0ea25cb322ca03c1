import type { DayBounds } from "@/lib/calendar/zone-hours";
import { Prisma } from "@/lib/db/client";
import { LONGEST_SESSION_MS, type SessionLimits } from "@/lib/sessions/limits";
import { limitEndSql } from "@/lib/sessions/presence-sql";

/**
 * Selects the sessions that began in a day or lasted into it, as they are at `now`. Columns: `id`, `user_id`,
 * `login_time`, `logout_time` (null while open) and `end_reason`.
 *
 * The SELECT has five parts, so that each uses an index and sessions that ended long before the day or began
 * after it are never read:
 * 1. ended sessions that began in the day;
 * 2. those that began before it and ended in it;
 * 3. those that lasted through the whole day, and so are at least as long as it;
 * 4. those that did so, but began earlier than the product allows: the database doesn't forbid longer
 *    sessions, and this part finds them by their length;
 * 5. open sessions, with the end that is due to them by their limits.
 *
 * @param condition - a condition on `s` that selects users
 */
export function sessionsWithin(
  { start, end }: DayBounds,
  condition: Prisma.Sql,
  limits: SessionLimits,
  now: Date,
): Prisma.Sql {
  const ended = (when: Prisma.Sql) => Prisma.sql`
    SELECT s.id, s.user_id, s.login_time, s.logout_time, s.end_reason
    FROM user_session AS s WHERE s.logout_time IS NOT NULL AND ${condition} AND ${when}`;
  const earliest = new Date(start.getTime() - LONGEST_SESSION_MS);
  return Prisma.sql`
    ${ended(Prisma.sql`s.login_time >= ${start} AND s.login_time < ${end}`)}
    UNION ALL
    ${ended(Prisma.sql`s.login_time < ${start} AND s.logout_time > ${start} AND s.logout_time <= ${end}`)}
    UNION ALL
    ${ended(Prisma.sql`s.login_time < ${start} AND s.login_time >= ${earliest} AND s.logout_time > ${end}
      AND ${lasted(end.getTime() - start.getTime())}`)}
    UNION ALL
    ${ended(Prisma.sql`s.login_time < ${earliest} AND s.logout_time > ${end} AND ${lasted(LONGEST_SESSION_MS)}`)}
    UNION ALL
    SELECT s.id, s.user_id, s.login_time,
      CASE WHEN silent.due_at <= ${now} THEN silent.logout_time END, CASE WHEN silent.due_at <= ${now} THEN silent.end_reason END
    FROM user_session AS s CROSS JOIN ${limitEndSql(limits)} AS silent
    WHERE s.logout_time IS NULL AND ${condition} AND s.login_time < ${end}
      AND (s.login_time >= ${start} OR silent.due_at > ${now} OR silent.logout_time > ${start})`;
}

/**
 * Returns the condition on the length of a session, written like the index of durations (migration
 * `history`).
 */
function lasted(ms: number): Prisma.Sql {
  return Prisma.sql`lasted(s.login_time, s.logout_time) >= ${ms / 1000}::float8`;
}
