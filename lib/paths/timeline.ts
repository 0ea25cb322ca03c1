import { toSearchParams, withQuery } from "@/lib/paths/query-string";
import {
  DEFAULT_TIMELINE_VIEW,
  type TimelineFilter,
  type TimelineView,
} from "@/lib/reports/timeline/timeline-view";

/** The address of a look at a day. */
export function timelineHref(view: TimelineView): string {
  return withQuery("/admin/reports/timeline", toSearchParams(view, DEFAULT_TIMELINE_VIEW));
}

/** The address of the JSON: how much of the day is drawn, and how, changes nothing of it. */
export function timelineJson({ day, role, all }: TimelineFilter): string {
  return withQuery("/api/admin/timeline", toSearchParams({ day, role, all }, DEFAULT_TIMELINE_VIEW));
}
