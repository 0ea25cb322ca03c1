import type { TimelineBar, TimelineDay } from "@/lib/reports/timeline/timeline";
import { type TimelineView, ZOOMS, type Zoom } from "@/lib/reports/timeline/timeline-view";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Step by which a window that follows the current time moves. */
const STEP_MS = 15 * MINUTE_MS;
const LENGTH_MS = { "6h": 6 * HOUR_MS, "3h": 3 * HOUR_MS, "1h": HOUR_MS } as const;

/** The part of a day that is drawn. All times here are milliseconds since 1970. */
export interface DrawnWindow {
  from: number;
  to: number;
}

type DatedDay = TimelineDay & { generatedAt: string };
type WindowChoice = Pick<TimelineView, "zoom" | "at">;

/**
 * Returns the window for a zoom and its middle. A window of some hours stays within its day. Without a middle
 * it follows the current time, or on another day than today lies around the middle of the working hours.
 */
export function drawnWindowOf(day: DatedDay, { zoom, at }: WindowChoice): DrawnWindow {
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

/**
 * Returns the next zoom around the same middle, narrower for `1` and wider for `-1`; null when there is none.
 */
export function nextZoom({ zoom }: WindowChoice, by: 1 | -1): Zoom | null {
  return ZOOMS[ZOOMS.indexOf(zoom) + by] ?? null;
}

/**
 * Returns the middle of the window half its length earlier or later. Null when the window
 * reaches the end (`1`) or the start (`-1`) of the day, and for zooms whose window is fixed (`day`, `work`).
 */
export function nextMiddle(day: DatedDay, choice: WindowChoice, by: 1 | -1): number | null {
  if (choice.zoom === "day" || choice.zoom === "work") return null;
  const { from, to } = drawnWindowOf(day, choice);
  if (by < 0 ? from <= Date.parse(day.start) : to >= Date.parse(day.end)) return null;
  const next = drawnWindowOf(day, {
    zoom: choice.zoom,
    at: minuteOf(day, (from + to) / 2 + (by * (to - from)) / 2),
  });
  return minuteOf(day, (next.from + next.to) / 2);
}

/** Returns the minutes from the start of the day to an instant, at least 0. */
export function minuteOf({ start }: TimelineDay, at: number): number {
  return Math.max(0, Math.round((at - Date.parse(start)) / MINUTE_MS));
}

/** Returns the position of an instant in a window, in per cent. */
export function acrossOf({ from, to }: DrawnWindow, at: number): number {
  return Math.round((100_000 * (at - from)) / (to - from)) / 1000;
}

export interface DrawnBar {
  /** In per cent of the window. */
  from: number;
  to: number;
  /** The session itself begins or ends within the window, so that the bar has an edge there. */
  begins: boolean;
  ends: boolean;
}

/**
 * Returns the part of a session that a window shows; null when there is none. An open session ends at `now`.
 */
export function clip(
  { loginTime, logoutTime }: TimelineBar,
  span: DrawnWindow,
  now: number,
): DrawnBar | null {
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
