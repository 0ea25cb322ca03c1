import { END_REASONS } from "@/lib/sessions/end-reasons";
import type { SessionRow } from "@/lib/sessions/session-row";

/* Filters and sorts of the history, as they stand in addresses, in exports and in the terminal. */

/** Browsers by which the history can be filtered: the values of `browser_of` in SQL. */
export const BROWSERS = ["chrome", "edge", "firefox", "safari", "opera", "samsung", "other"] as const;
/** Operating systems by which the history can be filtered: the values of `system_of` in SQL. */
export const SYSTEMS = ["windows", "android", "ios", "macos", "linux", "chromeos", "other"] as const;
/** States by which the history can be filtered: open, ended for any reason, or ended for one reason. */
export const STATES = ["open", "ended", ...END_REASONS] as const;
/** Sorts of the history; `-`: descending. Open sessions count as the latest to end and as the longest. */
export const HISTORY_SORTS = ["-login", "login", "-logout", "logout", "-duration", "duration"] as const;

export type HistorySort = (typeof HISTORY_SORTS)[number];

/** Filters of the history. Null: not filtered. */
export interface HistoryFilter {
  /** Search in name, username and last address of the users; empty: all users. */
  q: string;
  /** Id of one user. */
  user: string | null;
  role: SessionRow["role"] | null;
  /**
   * First and last day, in the organisation's time zone: sessions that were open at any time within these
   * days.
   */
  from: string | null;
  to: string | null;
  /** An address, or a network such as `10.7.0.0/16`: matches the first and the last address of a session. */
  address: string | null;
  browser: (typeof BROWSERS)[number] | null;
  system: (typeof SYSTEMS)[number] | null;
  state: (typeof STATES)[number] | null;
}

/** Filters, sort and page of the history. */
export interface HistoryView extends HistoryFilter {
  sort: HistorySort;
  /**
   * Cursor of `HistoryPage` after which the page begins, or before which it ends; both null: the first page.
   */
  after: string | null;
  before: string | null;
  pageSize: number;
}

/** View of an address without parameters. */
export const DEFAULT_HISTORY_VIEW: HistoryView = {
  q: "",
  user: null,
  role: null,
  from: null,
  to: null,
  address: null,
  browser: null,
  system: null,
  state: null,
  sort: "-login",
  after: null,
  before: null,
  pageSize: 50,
};

/** Returns whether any filter is set. */
export function isHistoryNarrowed(filter: HistoryFilter): boolean {
  const { q, user, role, from, to, address, browser, system, state } = filter;
  return q !== "" || [user, role, from, to, address, browser, system, state].some((value) => value !== null);
}

/** Maximum that is counted for a page. Users do not page through more sessions: they set a filter. */
export const MAX_COUNTED_SESSIONS = 10_000;

/** A session as the history shows it. */
export interface HistoryRow extends SessionRow {
  /** Address at its sign-in; null: unknown, removed, or older than the recording of first addresses. */
  firstIpAddress: string | null;
  firstNetwork: SessionRow["network"];
  /** Agent at its sign-in; null: unknown, removed, or older than the recording of first agents. */
  firstUserAgent: string | null;
  firstDevice: SessionRow["device"];
}

export interface HistoryPage {
  generatedAt: string;
  rows: HistoryRow[];
  /** Number of sessions that match, at most `MAX_COUNTED_SESSIONS`: that value means that many or more. */
  total: number;
  /** Cursors of the previous page (`before`) and of the next one (`after`); null: there is none. */
  before: string | null;
  after: string | null;
}
