import { Prisma } from "@/lib/db/client";
import type { ConnectionTimeView } from "@/lib/reports/connection-time/connection-time";
import type { SessionLimits } from "@/lib/sessions/limits";
import { matchesUser } from "@/lib/sessions/match-users";
import { silentEnd } from "@/lib/sessions/presence-sql";

/** Whose sessions count. */
export type UserScope = Pick<ConnectionTimeView, "role" | "user" | "q"> & { userIds?: string[] };

export interface TimeWindow {
  from: Date;
  until: Date;
  /** What happens later has not happened yet. */
  now: Date;
}

/**
 * Every session that overlaps a span, as it is at `now`, to stand in a CTE: `user_id`, `began`, `ended` (of an open one: now), `open`,
 * `lost` (its end is the last contact). Instants are in milliseconds, which cost PostgreSQL far less to reckon with than its own. Of the
 * ended ones, those that began within the maximum age before the span are found by that, the few others by how long they lasted:
 * what began after the span or long before it is never looked at.
 */
export function connectionIntervals(
  scope: UserScope,
  { from, until, now }: TimeWindow,
  limits: SessionLimits,
): Prisma.Sql {
  const before = new Date(Math.min(until.getTime(), now.getTime() + 1)); // a login at this very moment counts
  const longBefore = new Date(from.getTime() - limits.maxAgeMs);
  const maxAgeS = Prisma.raw(String(Number(limits.maxAgeMs) / 1000)); // no parameter: how few last longer, PostgreSQL must know when it plans
  const one = isOneOf(scope);
  const nowMs = Prisma.sql`${now.getTime()}::float8`;
  const ended = Prisma.sql`
    SELECT s.user_id, ${inMs(Prisma.sql`s.login_time`)} AS began, LEAST(${inMs(Prisma.sql`s.logout_time`)}, ${nowMs}) AS ended,
      s.logout_time > ${now} AS open, s.end_reason = 'LOST_CONTACT' AND s.logout_time <= ${now} AS lost
    FROM user_session AS s WHERE s.logout_time >= ${from} AND s.login_time < ${before} AND ${one}`;
  return Prisma.sql`
    ${ended} AND s.login_time >= ${longBefore}
    UNION ALL
    ${ended} AND s.login_time < ${longBefore} AND lasted(s.login_time, s.logout_time) > ${maxAgeS}
    UNION ALL
    SELECT s.user_id, ${inMs(Prisma.sql`s.login_time`)}, CASE WHEN due THEN ${inMs(Prisma.sql`silent.logout_time`)} ELSE ${nowMs} END,
      NOT due, due AND silent.end_reason = 'LOST_CONTACT'
    FROM user_session AS s CROSS JOIN ${silentEnd(limits)} AS silent CROSS JOIN LATERAL (SELECT silent.due_at <= ${now} AS due) AS past
    WHERE s.logout_time IS NULL AND s.login_time < ${before} AND ${one}`;
}

function inMs(instant: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`round(date_part('epoch', ${instant}) * 1000)`;
}

function isOneOf({ role, user, q, userIds }: UserScope): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (user) conditions.push(Prisma.sql`s.user_id = ${user}::uuid`);
  if (userIds) conditions.push(Prisma.sql`s.user_id = ANY(${userIds}::uuid[])`);
  if (role || q !== "")
    conditions.push(Prisma.sql`s.user_id IN (SELECT u.id FROM app_user AS u WHERE ${isListed({ role, q })})`);
  return Prisma.join(conditions, " AND ");
}

/** Whether a person `u` is one of those that a view is about. */
export function isListed({ role, q }: Pick<UserScope, "role" | "q">): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (role) conditions.push(Prisma.sql`u.role = ${role}::"Role"`);
  if (q !== "") conditions.push(matchesUser(q));
  return Prisma.join(conditions, " AND ");
}
