import { Prisma } from "@/lib/db/client";
import type { ConnectionTimeView } from "@/lib/reports/connection-time/connection-time";
import type { SessionLimits } from "@/lib/sessions/limits";
import { matchesUser } from "@/lib/sessions/match-users";
import { limitEndSql } from "@/lib/sessions/presence-sql";

/** The filters that select the users whose sessions count. */
export type UserScope = Pick<ConnectionTimeView, "role" | "user" | "q"> & { userIds?: string[] };

export interface TimeWindow {
  from: Date;
  until: Date;
  /** The instant of the report. A later login or ending is treated as if it had not happened. */
  now: Date;
}

/**
 * Selects the sessions that overlap a window, as they are at `now`, for use in a CTE. Columns: `user_id`,
 * `began`, `ended` (`now` for an open session), `open`, `lost` (the end is the last contact, not the exact
 * end). A session that ended at or before `from` can be among them; the queries that use this drop it.
 *
 * Instants are milliseconds since 1970 as `float8`, because PostgreSQL computes with those far faster than
 * with `timestamptz`.
 *
 * The SELECT has three parts, so that each can use an index and the long history is not scanned:
 * 1. ended sessions that began after `from` minus the maximum age, found by their login;
 * 2. the few ended sessions that began earlier and lasted longer than the maximum age, found by their
 *    duration;
 * 3. open sessions, with the end that is due to them by their limits.
 */
export function connectionIntervals(
  scope: UserScope,
  { from, until, now }: TimeWindow,
  limits: SessionLimits,
): Prisma.Sql {
  const before = new Date(Math.min(until.getTime(), now.getTime() + 1)); // a login at exactly `now` counts
  const longBefore = new Date(from.getTime() - limits.maxAgeMs);
  // No parameter: the planner must see the value, to know how few sessions last longer.
  const maxAgeS = Prisma.raw(String(Number(limits.maxAgeMs) / 1000));
  const inScope = isInScope(scope);
  const nowMs = Prisma.sql`${now.getTime()}::float8`;
  const ended = Prisma.sql`
    SELECT s.user_id, ${inMs(Prisma.sql`s.login_time`)} AS began, LEAST(${inMs(Prisma.sql`s.logout_time`)}, ${nowMs}) AS ended,
      s.logout_time > ${now} AS open, s.end_reason = 'LOST_CONTACT' AND s.logout_time <= ${now} AS lost
    FROM user_session AS s WHERE s.logout_time >= ${from} AND s.login_time < ${before} AND ${inScope}`;
  return Prisma.sql`
    ${ended} AND s.login_time >= ${longBefore}
    UNION ALL
    ${ended} AND s.login_time < ${longBefore} AND lasted(s.login_time, s.logout_time) > ${maxAgeS}
    UNION ALL
    SELECT s.user_id, ${inMs(Prisma.sql`s.login_time`)}, CASE WHEN due THEN ${inMs(Prisma.sql`silent.logout_time`)} ELSE ${nowMs} END,
      NOT due, due AND silent.end_reason = 'LOST_CONTACT'
    FROM user_session AS s CROSS JOIN ${limitEndSql(limits)} AS silent CROSS JOIN LATERAL (SELECT silent.due_at <= ${now} AS due) AS past
    WHERE s.logout_time IS NULL AND s.login_time < ${before} AND ${inScope}`;
}

function inMs(instant: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`round(date_part('epoch', ${instant}) * 1000)`;
}

function isInScope({ role, user, q, userIds }: UserScope): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (user) conditions.push(Prisma.sql`s.user_id = ${user}::uuid`);
  if (userIds) conditions.push(Prisma.sql`s.user_id = ANY(${userIds}::uuid[])`);
  if (role || q !== "")
    conditions.push(Prisma.sql`s.user_id IN (SELECT u.id FROM app_user AS u WHERE ${isListed({ role, q })})`);
  return Prisma.join(conditions, " AND ");
}

/** Returns the condition that a user `u` matches the role and the search of a view. */
export function isListed({ role, q }: Pick<UserScope, "role" | "q">): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (role) conditions.push(Prisma.sql`u.role = ${role}::"Role"`);
  if (q !== "") conditions.push(matchesUser(q));
  return Prisma.join(conditions, " AND ");
}
