"use client";
import { useSearchParams } from "next/navigation";
import { useCallback } from "react";
import { timelineHref } from "@/lib/paths/timeline";
import { MAX_MINUTE, type TimelineView, ZOOMS } from "@/lib/reports/timeline/timeline-view";

/** Looks at the same day in another way: at once, and in the address. */
export type ShowView = (view: TimelineView) => void;

/**
 * The view of the page's address. What the server had to read the database for is as it was then; how it is shown follows the address,
 * which `show` changes without asking the server.
 */
export function useTimelineView(drawn: TimelineView): [view: TimelineView, show: ShowView] {
  const said = useSearchParams();
  const show = useCallback<ShowView>((view) => window.history.pushState(null, "", timelineHref(view)), []);
  const at = said.get("at") ?? "";
  const view: TimelineView = {
    ...drawn,
    zoom: ZOOMS.find((zoom) => zoom === said.get("zoom")) ?? "day",
    at: /^\d{1,4}$/.test(at) && Number(at) <= MAX_MINUTE ? Number(at) : null,
    view: said.get("view") === "table" ? "table" : "drawing",
  };
  return [view, show];
}
