import { toSearchParams, withQuery } from "@/lib/paths/query-string";
import {
  DEFAULT_TIMELINE_VIEW,
  type TimelineFilter,
  type TimelineView,
} from "@/lib/reports/timeline/timeline-view";

/** Returns the address of the timeline for a view. Default values are omitted. */
export function timelineHref(view: TimelineView): string {
  return withQuery("/admin/reports/timeline", toSearchParams(view, DEFAULT_TIMELINE_VIEW));
}

/**
 * Returns the address of the JSON. Zoom, position and form of the drawing don't change the data, and are
 * omitted.
 */
export function timelineJson({ day, role, all }: TimelineFilter): string {
  return withQuery("/api/admin/timeline", toSearchParams({ day, role, all }, DEFAULT_TIMELINE_VIEW));
}
