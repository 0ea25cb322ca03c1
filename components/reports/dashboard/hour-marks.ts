import { toLocalIso } from "@/lib/calendar/local-iso";
import { formatMinute } from "@/lib/i18n/format-instant";
import { acrossOf, type Curve } from "./connected-curve";

export interface HourMark {
  /** `18:00`, in the organisation's time zone. */
  label: string;
  /** In per cent of the width. */
  across: number;
  /** Also shown on a narrow screen. */
  major: boolean;
}

/**
 * Returns a mark for every third hour of the wall clock. Reads the local time of each step, because counting
 * steps is wrong on days when the clocks change.
 */
export function hourMarks(curve: Curve, timeZone: string): HourMark[] {
  const marks: HourMark[] = [];
  for (let at = curve.start; at <= curve.end; at += curve.stepMs) {
    const [hour = "", minute] = formatMinute(toLocalIso(new Date(at), timeZone)).split(":");
    if (minute !== "00" || Number(hour) % 3 !== 0) continue;
    marks.push({ label: `${hour}:00`, across: acrossOf(curve, at), major: Number(hour) % 6 === 0 });
  }
  return marks;
}
