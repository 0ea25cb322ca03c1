import { queryOf, withQuery } from "@/lib/paths/query-string";
import { type ConnectionTimeView, DEFAULT_TIME_VIEW } from "@/lib/reports/connection-time/connection-time";

/** What a view says that is not as usual. */
export function saidOf(view: ConnectionTimeView): Record<string, string> {
  return queryOf(view, DEFAULT_TIME_VIEW);
}

/** The first page of a view with something else asked for, unless the page is what is asked for. */
export function connectionTimeHref(view: ConnectionTimeView, change: Partial<ConnectionTimeView>): string {
  return withQuery("/admin/reports/connection-time", saidOf({ ...view, page: 1, ...change }));
}
