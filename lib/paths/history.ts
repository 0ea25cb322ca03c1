import { toSearchParams, withQuery } from "@/lib/paths/query-string";
import { DEFAULT_HISTORY_VIEW, type HistoryView } from "@/lib/sessions/history/history-view";

/**
 * Returns the address of the history for a view. Default values are omitted.
 *
 * @param session - id of the session whose details are open beside the list
 */
export function historyHref(view: HistoryView, session?: string): string {
  return withQuery(
    "/admin/sessions",
    toSearchParams({ ...view, session: session ?? null }, DEFAULT_HISTORY_VIEW),
  );
}

/** Returns the address of a view with some values changed: always its first page. */
export function changedHref(view: HistoryView, change: Partial<HistoryView>): string {
  return historyHref({ ...view, ...change, after: null, before: null });
}

/** Returns the address of the unfiltered history with the details of one session open beside it. */
export function sessionHref(sessionId: string): string {
  return historyHref(DEFAULT_HISTORY_VIEW, sessionId);
}
