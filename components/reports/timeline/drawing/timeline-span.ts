import type { TimelineBar, TimelineDay } from "@/lib/reports/timeline/timeline";
import { type TimelineView, ZOOMS, type Zoom } from "@/lib/reports/timeline/timeline-view";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** What follows the present moves by this much at a time. */
const STEP_MS = 15 * MINUTE_MS;
const LENGTH_MS = { "6h": 6 * HOUR_MS, "3h": 3 * HOUR_MS, "1h": HOUR_MS } as const;

/** What of a day is drawn. Milliseconds since 1970, as all times here. */
export interface TimeWindow {
  from: number;
  to: number;
}

type DatedDay = TimelineDay & { generatedAt: string };
type Looked = Pick<TimelineView, "zoom" | "at">;

/** A window of some hours stays within its day; without a middle it follows the present, or stands in the middle of the working hours. */
export function spanOf(day: DatedDay, { zoom, at }: Looked): TimeWindow {
  const [start, end] = [Date.parse(day.start), Date.parse(day.end)];
  if (zoom === "day") return { from: start, to: end };
  const work = { from: Date.parse(day.work.from), to: Date.parse(day.work.to) };
  if (zoom === "work") return work;
  const length = LENGTH_MS[zoom];
  const usual =
    day.day === day.today
      ? Math.ceil(Date.parse(day.generatedAt) / STEP_MS) * STEP_MS
      : (work.from + work.to) / 2;
  const middle = at === null ? usual : start + at * MINUTE_MS;
  const from = Math.max(start, Math.min(end - length, middle - length / 2));
  return { from, to: from + length };
}

/** The next look at more or less of the day, around the same middle; null where there is none. */
export function zoomed({ zoom }: Looked, by: 1 | -1): Zoom | null {
  return ZOOMS[ZOOMS.indexOf(zoom) + by] ?? null;
}

/** The middle of the window half its length earlier or later; null where the day ends, and where all of it is drawn. */
export function moved(day: DatedDay, looked: Looked, by: 1 | -1): number | null {
  if (looked.zoom === "day" || looked.zoom === "work") return null;
  const { from, to } = spanOf(day, looked);
  if (by < 0 ? from <= Date.parse(day.start) : to >= Date.parse(day.end)) return null;
  const next = spanOf(day, {
    zoom: looked.zoom,
    at: minuteOf(day, (from + to) / 2 + (by * (to - from)) / 2),
  });
  return minuteOf(day, (next.from + next.to) / 2);
}

/** How many minutes after the day began. */
export function minuteOf({ start }: TimelineDay, at: number): number {
  return Math.max(0, Math.round((at - Date.parse(start)) / MINUTE_MS));
}

/** Where a time stands in a window, in per cent. */
export function acrossOf({ from, to }: TimeWindow, at: number): number {
  return Math.round((100_000 * (at - from)) / (to - from)) / 1000;
}

export interface DrawnBar {
  /** In per cent of the window. */
  from: number;
  to: number;
  /** Its own beginning and end are within the window, not only the window's. */
  begins: boolean;
  ends: boolean;
}

/** The part of a session that a window shows, an open one until `now`; null: none. */
export function clip({ loginTime, logoutTime }: TimelineBar, span: TimeWindow, now: number): DrawnBar | null {
  const login = Date.parse(loginTime);
  const end = Math.max(login, logoutTime === null ? now : Date.parse(logoutTime));
  if (login >= span.to || end < span.from || (end === span.from && login < end)) return null;
  return {
    from: acrossOf(span, Math.max(login, span.from)),
    to: acrossOf(span, Math.min(end, span.to)),
    begins: login >= span.from,
    ends: end <= span.to,
  };
}
