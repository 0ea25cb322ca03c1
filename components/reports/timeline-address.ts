import { DEFAULT_TIMELINE_VIEW, type TimelineFilter, type TimelineView } from "@/lib/reports/timeline-view";

const PATH = "/admin/reports/timeline";

/** What an address says; what is as usual is left out. */
export function saidOf(view: TimelineFilter | TimelineView): Record<string, string> {
  const usual = Object.entries(DEFAULT_TIMELINE_VIEW);
  const said = Object.entries(view).filter(
    ([key, value]) => value !== null && value !== usual.find(([name]) => name === key)?.[1],
  );
  return Object.fromEntries(said.map(([key, value]) => [key, value === true ? "1" : String(value)]));
}

/** The address of a look at a day. */
export function timelineHref(view: TimelineView): string {
  return withQuery(PATH, saidOf(view));
}

/** The address of the JSON: how much of the day is drawn, and how, changes nothing of it. */
export function timelineJson({ day, role, all }: TimelineFilter): string {
  return withQuery("/api/admin/timeline", saidOf({ day, role, all }));
}

function withQuery(path: string, said: Record<string, string>): string {
  const query = new URLSearchParams(said).toString();
  return query === "" ? path : `${path}?${query}`;
}
