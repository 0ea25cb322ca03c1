import { Prisma, prisma } from "@/lib/db/client";
import type { EndReason, Role } from "@/lib/db/generated/enums";
import { env } from "@/lib/env";
import { toLocalIso } from "@/lib/local-iso";
import { sessionsWithin } from "@/lib/reports/sessions-within";
import type { Timeline, TimelineBar, TimelineLine } from "@/lib/reports/timeline";
import type { DayBounds } from "@/lib/reports/timeline-day";
import type { TimelineFilter } from "@/lib/reports/timeline-view";
import type { SessionLimits } from "@/lib/sessions/limits";
import type { Viewer } from "@/lib/viewer";

type Whom = Pick<TimelineFilter, "role" | "all">;
type Lines = Pick<Timeline, "lines" | "people" | "connected" | "sessions">;

/** How a day is asked for. */
export interface AskedDay {
  bounds: DayBounds;
  limits: SessionLimits;
  now: Date;
  /** How much is told at most. */
  most: { lines: number; sessions: number };
}

interface BarRecord {
  sessionId: string;
  loginTime: Date;
  logoutTime: Date | null;
  endReason: EndReason | null;
}

/** A person with one of their sessions, or with none. */
type LineRecord = Omit<TimelineLine, "sessions"> &
  Omit<Lines, "lines"> &
  (BarRecord | { sessionId: null }) & { role: Role };

/** Of a day with more people or sessions than are told, the first people by name, whole; the totals are of all of them. */
export async function listLines(whom: Whom, asked: AskedDay): Promise<Lines> {
  const records = await prisma.$queryRaw<LineRecord[]>(linesQuery(whom, asked));
  const { people = 0, connected = 0, sessions = 0 } = records[0] ?? {};
  return { lines: toLines(records, asked.most.sessions), people, connected, sessions };
}

/** One's own sessions of a day, the earliest first; of too many the latest. */
export async function listOwnBars(
  { userId }: Viewer,
  { bounds, limits, now, most }: AskedDay,
): Promise<TimelineBar[]> {
  const own = Prisma.sql`s.user_id = ${userId}::uuid`;
  const records = await prisma.$queryRaw<BarRecord[]>(Prisma.sql`
    SELECT s.id AS "sessionId", s.login_time AS "loginTime", s.logout_time AS "logoutTime", s.end_reason AS "endReason"
    FROM (${sessionsWithin(bounds, own, limits, now)}) AS s
    ORDER BY s.login_time DESC, s.id DESC LIMIT ${most.sessions}`);
  return records.reverse().map(toBar);
}

/** One row more than is told, to know whether there are others. Exported for the test that reads its plan. */
export function linesQuery({ role, all }: Whom, { bounds, limits, now, most }: AskedDay): Prisma.Sql {
  const hasRole = role ? Prisma.sql`u.role = ${role}::"Role"` : Prisma.sql`true`;
  const everybody = Prisma.sql`(
    SELECT COALESCE(sum(users), 0)::int FROM user_count WHERE ${role ? Prisma.sql`role = ${role}::"Role"` : Prisma.sql`true`})`;
  return Prisma.sql`
    WITH within AS MATERIALIZED (
      SELECT s.* FROM (${sessionsWithin(bounds, Prisma.sql`true`, limits, now)}) AS s
      JOIN app_user AS u ON u.id = s.user_id AND ${hasRole}
    ), total AS MATERIALIZED (
      SELECT count(DISTINCT user_id)::int AS connected, count(*)::int AS sessions FROM within
    ), line AS (
      SELECT u.id, u.username, u.name, u.role FROM app_user AS u
      WHERE ${hasRole} AND ${all ? Prisma.sql`true` : Prisma.sql`u.id IN (SELECT user_id FROM within)`}
      ORDER BY u.name, u.id LIMIT ${most.lines}
    )
    SELECT line.id AS "userId", line.username, line.name, line.role, s.id AS "sessionId",
      s.login_time AS "loginTime", s.logout_time AS "logoutTime", s.end_reason AS "endReason",
      ${all ? everybody : Prisma.sql`total.connected`} AS people, total.connected, total.sessions
    FROM line LEFT JOIN within AS s ON s.user_id = line.id CROSS JOIN total
    ORDER BY line.name, line.id, s.login_time, s.id LIMIT ${most.sessions + 1}`;
}

/** Whose sessions are not all among what is told is left out, unless it is the only person. */
function toLines(records: LineRecord[], maxSessions: number): TimelineLine[] {
  const lines: TimelineLine[] = [];
  for (const { userId, username, name, role, ...session } of records.slice(0, maxSessions)) {
    if (lines.at(-1)?.userId !== userId) lines.push({ userId, username, name, role, sessions: [] });
    if (session.sessionId) lines.at(-1)?.sessions.push(toBar(session));
  }
  const isCut = records.length > maxSessions && records.at(-1)?.userId === lines.at(-1)?.userId;
  return isCut && lines.length > 1 ? lines.slice(0, -1) : lines;
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
