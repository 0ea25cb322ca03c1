import { toLocalIso } from "@/lib/calendar/local-iso";
import type { Role } from "@/lib/db/generated/enums";
import { env } from "@/lib/env";
import type { ReportWindow } from "@/lib/reports/connection-time/report-window";
import type { ConnectionTimeRow, ConnectionTotals } from "@/lib/reports/connection-time/connection-time";

/** A row as PostgreSQL gives it; `userId` is null of a role. */
export interface Line {
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

export function toRow(line: Line, { buckets, calendar, queryWindow }: ReportWindow): ConnectionTimeRow {
  const { timeZone } = env();
  const { from = "", to = "" } = buckets[line.bucket] ?? {};
  const start = queryWindow.bounds[calendar.days.findIndex((day) => day >= from)];
  const end = queryWindow.bounds[calendar.days.findLastIndex((day) => day <= to) + 1];
  return {
    from,
    to,
    person: line.userId ? { userId: line.userId, username: line.username ?? "", name: line.name } : null,
    role: line.role,
    people: line.people,
    firstIn: toLocalIso(new Date(line.firstIn), timeZone),
    lastOut: line.open ? null : toLocalIso(new Date(line.lastOut), timeZone),
    lastOutApproximate: !line.open && line.lastLost,
    fromTheStart: line.firstIn === start?.getTime(),
    toTheEnd: !line.open && line.lastOut === end?.getTime(),
    totalMs: line.totalMs,
    longestGapMs: line.gapMs > 0 ? line.gapMs : null,
    sessions: line.sessions,
    approximate: line.lost,
  };
}

/** Of all rows, as PostgreSQL gives them. */
export interface Total {
  allRows: number;
  allPeople: number;
  allMs: number;
  allSessions: number;
  allLost: boolean;
}

export function toTotals(total: Total): ConnectionTotals {
  return {
    rows: total.allRows,
    people: total.allPeople,
    totalMs: total.allMs,
    sessions: total.allSessions,
    approximate: total.allLost,
  };
}
