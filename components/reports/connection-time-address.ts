import { type ConnectionTimeView, DEFAULT_TIME_VIEW } from "@/lib/reports/connection-time";

/** What a view says that is not as usual. */
export function saidOf(view: ConnectionTimeView): Record<string, string> {
  const usual = new Map<string, unknown>(Object.entries(DEFAULT_TIME_VIEW));
  const said = Object.entries(view).filter(([key, value]) => value !== null && value !== usual.get(key));
  return Object.fromEntries(said.map(([key, value]) => [key, String(value)]));
}

/** The first page of a view with something else asked for, unless the page is what is asked for. */
export function connectionTimeHref(view: ConnectionTimeView, change: Partial<ConnectionTimeView>): string {
  const query = new URLSearchParams(saidOf({ ...view, page: 1, ...change }));
  return query.size > 0 ? `/admin/reports/connection-time?${query}` : "/admin/reports/connection-time";
}
