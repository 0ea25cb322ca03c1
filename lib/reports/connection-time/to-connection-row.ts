import { toLocalIso } from "@/lib/calendar/local-iso";
import type { Role } from "@/lib/db/generated/enums";
import { env } from "@/lib/env";
import type { ConnectionTimeRow, ConnectionTotals } from "@/lib/reports/connection-time/connection-time";
import type { ReportWindow } from "@/lib/reports/connection-time/report-window";

/** A row as PostgreSQL gives it; `userId` is null of a role. */
export interface QueryRow {
  bucket: number;
  userId: string | null;
  username: string | null;
  name: string;
  role: Role;
  people: number;
  /** Milliseconds of an instant, as the next. */
  firstIn: number;
  lastOut: number;
  open: boolean;
  lost: boolean;
  lastLost: boolean;
  totalMs: number;
  gapMs: number;
  sessions: number;
}

export function toRow(result: QueryRow, { buckets, calendar, queryWindow }: ReportWindow): ConnectionTimeRow {
  const { timeZone } = env();
  const { from = "", to = "" } = buckets[result.bucket] ?? {};
  const start = queryWindow.bounds[calendar.days.findIndex((day) => day >= from)];
  const end = queryWindow.bounds[calendar.days.findLastIndex((day) => day <= to) + 1];
  return {
    from,
    to,
    person: result.userId
      ? { userId: result.userId, username: result.username ?? "", name: result.name }
      : null,
    role: result.role,
    people: result.people,
    firstIn: toLocalIso(new Date(result.firstIn), timeZone),
    lastOut: result.open ? null : toLocalIso(new Date(result.lastOut), timeZone),
    lastOutApproximate: !result.open && result.lastLost,
    fromTheStart: result.firstIn === start?.getTime(),
    toTheEnd: !result.open && result.lastOut === end?.getTime(),
    totalMs: result.totalMs,
    longestGapMs: result.gapMs > 0 ? result.gapMs : null,
    sessions: result.sessions,
    approximate: result.lost,
  };
}

/** Of all rows, as PostgreSQL gives them. */
export interface QueryTotals {
  allRows: number;
  allPeople: number;
  allMs: number;
  allSessions: number;
  allLost: boolean;
}

export function toTotals(total: QueryTotals): ConnectionTotals {
  return {
    rows: total.allRows,
    people: total.allPeople,
    totalMs: total.allMs,
    sessions: total.allSessions,
    approximate: total.allLost,
  };
}
