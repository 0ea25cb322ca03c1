import { toLocalIso } from "@/lib/calendar/local-iso";
import type { Role } from "@/lib/db/generated/enums";
import { env } from "@/lib/env";
import type { ConnectionTimeRow, ConnectionTotals } from "@/lib/reports/connection-time/connection-time";
import type { ReportWindow } from "@/lib/reports/connection-time/report-window";

/** A row as PostgreSQL returns it. For a role `userId` and `username` are null, and `name` is the role. */
export interface QueryRow {
  bucket: number;
  userId: string | null;
  username: string | null;
  name: string;
  role: Role;
  people: number;
  /** Milliseconds since 1970, like `lastOut`. */
  firstIn: number;
  lastOut: number;
  open: boolean;
  /** At least one session ended by lost contact. */
  lost: boolean;
  /** `lastOut` itself is a last contact. */
  lastLost: boolean;
  totalMs: number;
  /** 0: no gap. */
  gapMs: number;
  sessions: number;
}

/** Converts a row of PostgreSQL: bucket numbers to days, milliseconds to RFC 3339, a gap of 0 to null. */
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

/** The totals of all rows, as PostgreSQL returns them. */
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
