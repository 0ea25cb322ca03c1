import type { Role } from "@/lib/db/generated/enums";

/** The report of connection time: its view, which is the address of the page, and its figures. */

/** The bucket of a row: a day, a week (from Monday), a month, or the whole period. */
export const PERS = ["day", "week", "month", "period"] as const;
export type Per = (typeof PERS)[number];

/** The subject of a row: one user, or all users of a role. */
export const GROUPINGS = ["person", "role"] as const;

/** A leading `-` sorts in descending order. */
export const TIME_SORTS = [
  "name",
  "-name",
  "day",
  "-day",
  "total",
  "-total",
  "gap",
  "-gap",
  "sessions",
  "-sessions",
  "firstIn",
  "-firstIn",
  "lastOut",
  "-lastOut",
] as const;
export type TimeSort = (typeof TIME_SORTS)[number];

/** Maximum length of a period in days. A longer one loses its beginning. */
export const MAX_DAYS: Record<Per, number> = { day: 31, week: 26 * 7, month: 366, period: 366 };
/** Length in days of a period without a first day. */
export const DEFAULT_DAYS = 7;

/** The period, the grouping, the filters and the page of a report. */
export interface ConnectionTimeView {
  /** Days of the organisation's calendar, both included. When both are null: the last seven days. */
  from: string | null;
  to: string | null;
  per: Per;
  of: (typeof GROUPINGS)[number];
  role: Role | null;
  user: string | null;
  /** Search text for name, username and last address; empty: all users. */
  q: string;
  sort: TimeSort;
  page: number;
  pageSize: number;
}

export const DEFAULT_CONNECTION_TIME_VIEW: ConnectionTimeView = {
  from: null,
  to: null,
  per: "day",
  of: "person",
  role: null,
  user: null,
  q: "",
  sort: "name",
  page: 1,
  pageSize: 50,
};

interface TimePerson {
  userId: string;
  username: string;
  name: string;
}

/** One user, or all users of a role, in one bucket. Instants are RFC 3339 with the organisation's offset. */
export interface ConnectionTimeRow {
  /** The bucket's first and last day. */
  from: string;
  to: string;
  /** Null when the row is about all users of the role. */
  person: TimePerson | null;
  /** The role that the users have today, whatever it was in the period. */
  role: Role;
  /** Number of users that the row sums up; 1 for a single user. */
  people: number;
  firstIn: string;
  /** Null while a session is open. */
  lastOut: string | null;
  /** `lastOut` is a last contact: the exact end is not known. */
  lastOutApproximate: boolean;
  /** `firstIn` is the start of the bucket: a session was open already, or began at that very instant. */
  fromTheStart: boolean;
  /** `lastOut` is the end of the bucket: 24:00 of its last day, not 00:00 of the next day. */
  toTheEnd: boolean;
  /** Time during which sessions overlap counts once per user. */
  totalMs: number;
  /** The longest time between two connections on one day; null when there is none, and for a role. */
  longestGapMs: number | null;
  sessions: number;
  /** At least one session ended by lost contact, so that the total is not exact. */
  approximate: boolean;
}

export interface ConnectionTotals {
  rows: number;
  people: number;
  totalMs: number;
  /** A session over midnight counts once here, and once in the row of each day. */
  sessions: number;
  approximate: boolean;
}

export interface ConnectionTime {
  generatedAt: string;
  today: string;
  period: { from: string; to: string; shortened: boolean };
  /** The user that the view is limited to; null without that filter, and when no such user exists. */
  person: TimePerson | null;
  rows: ConnectionTimeRow[];
  totals: ConnectionTotals;
  page: number;
  pageSize: number;
  /**
   * Mean number of connected people by weekday (Monday first) and hour of the organisation's clock. Null
   * where no such hour lies in the period, or none has begun yet.
   */
  heat: (number | null)[][];
}
