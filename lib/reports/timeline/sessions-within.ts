import type { DayBounds } from "@/lib/calendar/zone-hours";
import { Prisma } from "@/lib/db/client";
import { LONGEST_SESSION_MS, type SessionLimits } from "@/lib/sessions/limits";
import { silentEnd } from "@/lib/sessions/presence-sql";

/**
 * The sessions that began in a day or lasted into it, as they are at `now`: `id`, `user_id`, `login_time`, `logout_time` (null while open)
 * and `end_reason`. Each part goes through an index, and what ended long before or began after is never read: those that began in the
 * day, those that ended in it, those that lasted all through it (which are as long as it at least), and the open ones. Nothing in the database forbids a session
 * that is longer than any should be: those are looked for by their length.
 *
 * @param whose - a condition on `s`
 */
export function sessionsWithin(
  { start, end }: DayBounds,
  whose: Prisma.Sql,
  limits: SessionLimits,
  now: Date,
): Prisma.Sql {
  const ended = (when: Prisma.Sql) => Prisma.sql`
    SELECT s.id, s.user_id, s.login_time, s.logout_time, s.end_reason
    FROM user_session AS s WHERE s.logout_time IS NOT NULL AND ${whose} AND ${when}`;
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
    FROM user_session AS s CROSS JOIN ${silentEnd(limits)} AS silent
    WHERE s.logout_time IS NULL AND ${whose} AND s.login_time < ${end}
      AND (s.login_time >= ${start} OR silent.due_at > ${now} OR silent.logout_time > ${start})`;
}

/** As the index of durations says it (migration `history`). */
function lasted(ms: number): Prisma.Sql {
  return Prisma.sql`lasted(s.login_time, s.logout_time) >= ${ms / 1000}::float8`;
}
