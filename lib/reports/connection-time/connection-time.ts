import type { Role } from "@/lib/db/generated/enums";

/** For how long people were connected: the words of the page's address and of its figures. */

/** What each row is about: a day, a week (from Monday), a month, or the whole period. */
export const PERS = ["day", "week", "month", "period"] as const;
export type Per = (typeof PERS)[number];

export const GROUPINGS = ["person", "role"] as const;

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

/** How many days a period may have: what is longer is shortened at its beginning. */
export const MAX_DAYS: Record<Per, number> = { day: 31, week: 26 * 7, month: 366, period: 366 };
export const DEFAULT_DAYS = 7;

/** Which connection time somebody looks at. */
export interface ConnectionTimeView {
  /** Days of the organisation's calendar, both included; neither: the last seven. */
  from: string | null;
  to: string | null;
  per: Per;
  of: (typeof GROUPINGS)[number];
  role: Role | null;
  user: string | null;
  /** What to search for in name, username and address; empty: everybody. */
  q: string;
  sort: TimeSort;
  page: number;
  pageSize: number;
}

export const DEFAULT_TIME_VIEW: ConnectionTimeView = {
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

/** A person, or all people of a role, in a bucket of the period. Instants are RFC 3339 with the organisation's offset. */
export interface ConnectionTimeRow {
  /** The bucket's first and last day. */
  from: string;
  to: string;
  /** Null: all people of the role. */
  person: TimePerson | null;
  /** That people have today. */
  role: Role;
  /** Of how many people this is the time. */
  people: number;
  firstIn: string;
  /** Null while somebody is still connected. */
  lastOut: string | null;
  /** The last contact, not the exact end. */
  lastOutApproximate: boolean;
  /** The first in is the beginning of the bucket's first day: they were connected already, or came at that very moment. */
  fromTheStart: boolean;
  /** The last out is the end of the bucket's last day: 24:00, not 00:00 of the next. */
  toTheEnd: boolean;
  /** Sessions at the same time count once. */
  totalMs: number;
  /** Between two connections of one day; null where there is none, and of a role. */
  longestGapMs: number | null;
  sessions: number;
  /** A part of it ended by lost contact. */
  approximate: boolean;
}

export interface ConnectionTotals {
  rows: number;
  people: number;
  totalMs: number;
  /** Whoever stays connected over midnight has one session, though on two days. */
  sessions: number;
  approximate: boolean;
}

export interface ConnectionTime {
  generatedAt: string;
  today: string;
  period: { from: string; to: string; shortened: boolean };
  /** UserScope the view is of, when it is of one. */
  person: TimePerson | null;
  rows: ConnectionTimeRow[];
  totals: ConnectionTotals;
  page: number;
  pageSize: number;
  /** By weekday (Monday first) and hour of the organisation's day: how many people were connected, on average; null: not in the period. */
  heat: (number | null)[][];
}
