import { END_REASONS } from "@/lib/sessions/end-reasons";
import type { SessionRow } from "@/lib/sessions/session-row";

/** What the history can be narrowed and sorted by: the words of its address, of its exports and of the terminal. */

export const BROWSERS = ["chrome", "edge", "firefox", "safari", "opera", "samsung", "other"] as const;
export const SYSTEMS = ["windows", "android", "ios", "macos", "linux", "chromeos", "other"] as const;
/** Still open, ended in any way, or in one. */
export const STATES = ["open", "ended", ...END_REASONS] as const;
export const HISTORY_SORTS = ["-login", "login", "-logout", "logout", "-duration", "duration"] as const;

export type HistorySort = (typeof HISTORY_SORTS)[number];

/** Which sessions of the history somebody asks for. */
export interface HistoryFilter {
  /** What to search for in name, username and last address of their people; empty: everybody. */
  q: string;
  /** Id of one person. */
  user: string | null;
  role: SessionRow["role"] | null;
  /** First and last day, of the organisation's zone: sessions that were open at any moment of these. */
  from: string | null;
  to: string | null;
  /** An address, or a network as `10.7.0.0/16`: where a session began, or was last heard from. */
  address: string | null;
  browser: (typeof BROWSERS)[number] | null;
  system: (typeof SYSTEMS)[number] | null;
  state: (typeof STATES)[number] | null;
}

/** Which part of the history somebody looks at. */
export interface HistoryView extends HistoryFilter {
  sort: HistorySort;
  /** Where the page begins or ends, as `HistoryPage` gives it; neither: the first page. */
  after: string | null;
  before: string | null;
  pageSize: number;
}

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

export function isHistoryNarrowed(filter: HistoryFilter): boolean {
  const { q, user, role, from, to, address, browser, system, state } = filter;
  return q !== "" || [user, role, from, to, address, browser, system, state].some((value) => value !== null);
}

/** Beyond so many, sessions are not counted for a page: nobody pages through them, they narrow them down. */
export const MAX_COUNTED_SESSIONS = 10_000;

/** A session with all that is known about it. */
export interface HistoryRow extends SessionRow {
  /** Where it began; null also for what is older than its recording. */
  firstIpAddress: string | null;
  firstNetwork: SessionRow["network"];
}

export interface HistoryPage {
  generatedAt: string;
  rows: HistoryRow[];
  /** How many match, at most `MAX_COUNTED_SESSIONS`, which then means that or more. */
  total: number;
  /** `before` and `after` of the pages beside this one; null: there is none. */
  before: string | null;
  after: string | null;
}
