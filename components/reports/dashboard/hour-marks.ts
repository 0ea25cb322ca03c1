import { toLocalIso } from "@/lib/calendar/local-iso";
import { formatMinute } from "@/lib/i18n/format-instant";
import { acrossOf, type Curve } from "./connected-curve";

export interface HourMark {
  /** `18:00`, where the organisation is. */
  label: string;
  across: number;
  /** Stays where there is little room. */
  major: boolean;
}

/** Every third hour of the wall clock, on days when the clocks change too: steps are looked at, not counted. */
export function hourMarks(curve: Curve, timeZone: string): HourMark[] {
  const marks: HourMark[] = [];
  for (let at = curve.start; at <= curve.end; at += curve.stepMs) {
    const [hour = "", minute] = formatMinute(toLocalIso(new Date(at), timeZone)).split(":");
    if (minute !== "00" || Number(hour) % 3 !== 0) continue;
    marks.push({ label: `${hour}:00`, across: acrossOf(curve, at), major: Number(hour) % 6 === 0 });
  }
  return marks;
}
