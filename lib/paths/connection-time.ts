import { toSearchParams, withQuery } from "@/lib/paths/query-string";
import {
  type ConnectionTimeView,
  DEFAULT_CONNECTION_TIME_VIEW,
} from "@/lib/reports/connection-time/connection-time";

/** Returns the address of a view with some values changed: its first page, unless `change` has a page. */
export function connectionTimeHref(view: ConnectionTimeView, change: Partial<ConnectionTimeView>): string {
  const changed = { ...view, page: 1, ...change };
  return withQuery("/admin/reports/connection-time", toSearchParams(changed, DEFAULT_CONNECTION_TIME_VIEW));
}
