import { toLocalIso } from "@/lib/calendar/local-iso";
import type { DayBounds } from "@/lib/calendar/zone-hours";
import { Prisma, prisma } from "@/lib/db/client";
import type { EndReason, Role } from "@/lib/db/generated/enums";
import { env } from "@/lib/env";
import { sessionsWithin } from "@/lib/reports/timeline/sessions-within";
import type { Timeline, TimelineBar, TimelineLine } from "@/lib/reports/timeline/timeline";
import type { TimelineFilter } from "@/lib/reports/timeline/timeline-view";
import type { SessionLimits } from "@/lib/sessions/limits";
import type { Viewer } from "@/lib/viewer";

type UserScope = Pick<TimelineFilter, "role" | "all">;
type Lines = Pick<Timeline, "lines" | "people" | "connected" | "sessions">;

/** The day that a query reads, and how much of it. */
export interface AskedDay {
  bounds: DayBounds;
  limits: SessionLimits;
  now: Date;
  /**
   * Maximum number of lines, and of sessions in all lines; with `all`, rows without a session count as well.
   */
  maxRows: { lines: number; sessions: number };
}

interface BarRecord {
  sessionId: string;
  loginTime: Date;
  logoutTime: Date | null;
  endReason: EndReason | null;
}

/** A user with one of the user's sessions, or with none. */
type LineRecord = Omit<TimelineLine, "sessions"> &
  Omit<Lines, "lines"> &
  (BarRecord | { sessionId: null }) & { role: Role };

/**
 * Reads the lines of a day. When there are more users or sessions than `maxRows` allows, it returns the first
 * users by name, each with all sessions. The totals always count all.
 */
export async function listLines(scope: UserScope, asked: AskedDay): Promise<Lines> {
  const records = await prisma.$queryRaw<LineRecord[]>(linesQuery(scope, asked));
  const { people = 0, connected = 0, sessions = 0 } = records[0] ?? {};
  return { lines: toLines(records, asked.maxRows.sessions), people, connected, sessions };
}

/**
 * Reads the viewer's own sessions of a day, earliest first. When there are too many, it returns the latest.
 */
export async function listOwnBars(
  { userId }: Viewer,
  { bounds, limits, now, maxRows }: AskedDay,
): Promise<TimelineBar[]> {
  const own = Prisma.sql`s.user_id = ${userId}::uuid`;
  const records = await prisma.$queryRaw<BarRecord[]>(Prisma.sql`
    SELECT s.id AS "sessionId", s.login_time AS "loginTime", s.logout_time AS "logoutTime", s.end_reason AS "endReason"
    FROM (${sessionsWithin(bounds, own, limits, now)}) AS s
    ORDER BY s.login_time DESC, s.id DESC LIMIT ${maxRows.sessions}`);
  return records.reverse().map(toBar);
}

/**
 * Selects a row for each session of a day, by the user's name. With `all`, it adds a row without a session
 * for each of the first users by name. These are appended and ranked, not joined, because in a plan for any
 * day PostgreSQL would scan all sessions for each user of the join. The query returns one row more than
 * `maxRows.sessions`, so that the caller sees whether rows are missing. Exported for the test that reads its
 * plan.
 */
export function linesQuery({ role, all }: UserScope, { bounds, limits, now, maxRows }: AskedDay): Prisma.Sql {
  const hasRole = role ? Prisma.sql`u.role = ${role}::"Role"` : Prisma.sql`true`;
  const isCounted = role ? Prisma.sql`role = ${role}::"Role"` : Prisma.sql`true`;
  const others = Prisma.sql`
    UNION ALL
    (SELECT u.id, u.username, u.name, u.role, NULL, NULL, NULL, NULL
      FROM app_user AS u WHERE ${hasRole} ORDER BY u.name, u.id LIMIT ${maxRows.lines})`;
  return Prisma.sql`
    WITH within AS MATERIALIZED (
      SELECT s.user_id, u.username, u.name, u.role, s.id, s.login_time, s.logout_time, s.end_reason
      FROM (${sessionsWithin(bounds, Prisma.sql`true`, limits, now)}) AS s
      JOIN app_user AS u ON u.id = s.user_id AND ${hasRole}
    ), total AS MATERIALIZED (
      SELECT count(DISTINCT user_id)::int AS connected, count(*)::int AS sessions FROM within
    ), ranked AS (
      SELECT each.*, dense_rank() OVER (ORDER BY name, user_id) AS place
      FROM (SELECT * FROM within ${all ? others : Prisma.empty}) AS each
    )
    SELECT user_id AS "userId", username, name, role, ranked.id AS "sessionId",
      login_time AS "loginTime", logout_time AS "logoutTime", end_reason AS "endReason", total.connected, total.sessions,
      ${all ? Prisma.sql`(SELECT COALESCE(sum(users), 0)::int FROM user_count WHERE ${isCounted})` : Prisma.sql`total.connected`} AS people
    FROM ranked CROSS JOIN total WHERE place <= ${maxRows.lines}
    ORDER BY place, login_time, ranked.id LIMIT ${maxRows.sessions + 1}`;
}

/** Groups rows by user. A last user whose rows are incomplete is left out, unless there is no other. */
function toLines(records: LineRecord[], maxSessions: number): TimelineLine[] {
  const lines: TimelineLine[] = [];
  for (const { userId, username, name, role, ...session } of records.slice(0, maxSessions)) {
    if (lines.at(-1)?.userId !== userId) lines.push({ userId, username, name, role, sessions: [] });
    if (session.sessionId) lines.at(-1)?.sessions.push(toBar(session));
  }
  const isLastIncomplete = records.length > maxSessions && records.at(-1)?.userId === lines.at(-1)?.userId;
  return isLastIncomplete && lines.length > 1 ? lines.slice(0, -1) : lines;
}

function toBar({ sessionId, loginTime, logoutTime, endReason }: BarRecord): TimelineBar {
  const { timeZone } = env();
  return {
    sessionId,
    loginTime: toLocalIso(loginTime, timeZone),
    logoutTime: logoutTime && toLocalIso(logoutTime, timeZone),
    endReason,
  };
}
