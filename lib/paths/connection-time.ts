import { toSearchParams, withQuery } from "@/lib/paths/query-string";
import { type ConnectionTimeView, DEFAULT_TIME_VIEW } from "@/lib/reports/connection-time/connection-time";

/** The first page of a view with something else asked for, unless the page is what is asked for. */
export function connectionTimeHref(view: ConnectionTimeView, change: Partial<ConnectionTimeView>): string {
  const asked = { ...view, page: 1, ...change };
  return withQuery("/admin/reports/connection-time", toSearchParams(asked, DEFAULT_TIME_VIEW));
}
