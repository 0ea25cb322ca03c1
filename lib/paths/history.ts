import { toSearchParams, withQuery } from "@/lib/paths/query-string";
import { DEFAULT_HISTORY_VIEW, type HistoryView } from "@/lib/sessions/history/history-view";

/**
 * The address of a part of the history; what is as usual is left out.
 *
 * @param session - id of the one that stands open beside the list
 */
export function historyHref(view: HistoryView, session?: string): string {
  return withQuery(
    "/admin/sessions",
    toSearchParams({ ...view, session: session ?? null }, DEFAULT_HISTORY_VIEW),
  );
}

/** The first page of the same with something else asked for. */
export function changedHref(view: HistoryView, change: Partial<HistoryView>): string {
  return historyHref({ ...view, ...change, after: null, before: null });
}

/** One session, beside the whole history. */
export function sessionHref(sessionId: string): string {
  return historyHref(DEFAULT_HISTORY_VIEW, sessionId);
}
