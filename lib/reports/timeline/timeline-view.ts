import { isDay } from "@/lib/calendar/zone-days";
import type { Role } from "@/lib/db/generated/enums";
import { oneOf, textThat, viewReader } from "@/lib/read-view";
import { ROLES } from "@/lib/roles";

/** The part of a day that is drawn: all of it, the working hours, or some hours around a minute. */
export const ZOOMS = ["day", "work", "6h", "3h", "1h"] as const;
export type Zoom = (typeof ZOOMS)[number];

/** The day, and the users who have a line. */
export interface TimelineFilter {
  /** `2025-11-11`; null: the day of the request. */
  day: string | null;
  role: Role | null;
  /** Adds the users who were not connected that day. */
  all: boolean;
}

/** The view of `/admin/reports/timeline`, which is its address. */
export interface TimelineView extends TimelineFilter {
  zoom: Zoom;
  /**
   * The middle of the drawn part, in minutes after the start of the day. Null: now for today, the middle of
   * the working hours for another day.
   */
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

/** Upper bound of the minutes of a day, also of one whose clocks go back. */
const MAX_MINUTE = 26 * 60;

/** Reads a view from the address of the page. Invalid values become the defaults. */
export const readTimelineView = viewReader(DEFAULT_TIMELINE_VIEW, {
  day: textThat(isDay),
  role: oneOf(ROLES),
  all: (text) => (text === "1" ? true : null),
  zoom: oneOf(ZOOMS),
  at: (text) => (/^\d{1,4}$/.test(text) && Number(text) <= MAX_MINUTE ? Number(text) : null),
  view: oneOf(["drawing", "table"]),
});
