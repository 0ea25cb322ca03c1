import { formatMinute } from "@/lib/i18n/format-instant";
import type { TimelineDay } from "@/lib/reports/timeline/timeline";
import type { Zoom } from "@/lib/reports/timeline/timeline-view";
import { acrossOf, type DrawnWindow } from "./drawn-window";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface TimelineMark {
  /** Wall clock time, `14:00`; for a whole day only the hour, `14`. */
  label: string;
  /** In per cent of the window. */
  across: number;
  /** The label is also shown on a narrow screen. */
  major: boolean;
}

/** Minutes between two marks, and the interval of the hours whose labels stay on a phone. */
const SCALE: Record<Zoom, { minutes: number; majorHours: number }> = {
  day: { minutes: 60, majorHours: 3 },
  work: { minutes: 60, majorHours: 2 },
  "6h": { minutes: 60, majorHours: 1 },
  "3h": { minutes: 30, majorHours: 1 },
  "1h": { minutes: 15, majorHours: 1 },
};

/**
 * Returns the marks of the axis. They start from the instants of the day's full hours, so that an hour that
 * occurs twice has two marks.
 */
export function marksOf(
  { hours, end }: Pick<TimelineDay, "hours" | "end">,
  span: DrawnWindow,
  zoom: Zoom,
): TimelineMark[] {
  const { minutes, majorHours } = SCALE[zoom];
  return hours.flatMap((hour, index) => {
    const [digits = ""] = formatMinute(hour).split(":");
    const from = Date.parse(hour);
    const next = Math.min(from + HOUR_MS, Date.parse(hours[index + 1] ?? end));
    const marks: TimelineMark[] = [];
    for (let minute = 0; from + minute * MINUTE_MS < next; minute += minutes) {
      const at = from + minute * MINUTE_MS;
      if (at < span.from || at > span.to) continue;
      const label = zoom === "day" ? digits : `${digits}:${String(minute).padStart(2, "0")}`;
      const major = (minute === 0 && Number(digits) % majorHours === 0) || zoom === "1h";
      marks.push({ label, across: acrossOf(span, at), major });
    }
    return marks;
  });
}
