import { DEFAULT_HISTORY_VIEW, type HistoryView } from "@/lib/sessions/history-view";

/**
 * The address of a part of the history; what is as usual is left out.
 *
 * @param session - id of the one that stands open beside the list
 */
export function historyHref(view: HistoryView, session?: string): string {
  const usual = new Map(Object.entries(DEFAULT_HISTORY_VIEW));
  const said = Object.entries({ ...view, session: session ?? null }).filter(
    ([key, value]) => value !== null && value !== usual.get(key),
  );
  const query = new URLSearchParams(said.map(([key, value]) => [key, String(value)]));
  return said.length > 0 ? `/admin/sessions?${query}` : "/admin/sessions";
}

/** The first page of the same with something else asked for. */
export function changedHref(view: HistoryView, change: Partial<HistoryView>): string {
  return historyHref({ ...view, ...change, after: null, before: null });
}
