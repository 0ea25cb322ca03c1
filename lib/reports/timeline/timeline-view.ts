import { isDay } from "@/lib/calendar/zone-days";
import type { Role } from "@/lib/db/generated/enums";
import { oneOf, textThat, viewReader } from "@/lib/read-view";
import { ROLES } from "@/lib/roles";

/** How much of a day is drawn: all of it, the working hours, or so many hours around a minute. */
export const ZOOMS = ["day", "work", "6h", "3h", "1h"] as const;
export type Zoom = (typeof ZOOMS)[number];

/** Whose day. */
export interface TimelineFilter {
  /** `2025-11-11`; null: today, whichever day that is when it is asked. */
  day: string | null;
  role: Role | null;
  /** Everybody, not only who was connected that day. */
  all: boolean;
}

/** What of `/admin/reports/timeline` somebody looks at: its address. */
export interface TimelineView extends TimelineFilter {
  zoom: Zoom;
  /** The middle of what is drawn, in minutes after the day began; null: where most is to be seen. */
  at: number | null;
  view: "drawing" | "table";
}

export const DEFAULT_TIMELINE_VIEW: TimelineView = {
  day: null,
  role: null,
  all: false,
  zoom: "day",
  at: null,
  view: "drawing",
};

/** No day has more minutes. */
const MAX_MINUTE = 26 * 60;

/** The page's address. */
export const readTimelineView = viewReader(DEFAULT_TIMELINE_VIEW, {
  day: textThat(isDay),
  role: oneOf(ROLES),
  all: (text) => (text === "1" ? true : null),
  zoom: oneOf(ZOOMS),
  at: (text) => (/^\d{1,4}$/.test(text) && Number(text) <= MAX_MINUTE ? Number(text) : null),
  view: oneOf(["drawing", "table"]),
});
