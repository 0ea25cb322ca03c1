import { type CalendarDays, weekdayOf } from "@/lib/calendar/zone-days";
import { hoursOfDay } from "@/lib/calendar/zone-hours";
import type { Bucket } from "@/lib/reports/connection-time/connection-period";

const HOURS = 24;
/** Hours of a week, by number: 0 is Monday 00:00, 167 is Sunday 23:00. */
export const HOURS_OF_WEEK = 7 * HOURS;

/**
 * The hours that the organisation's clocks show in a period. On days on which the clocks change some are
 * missing or last longer.
 */
export interface HourBounds {
  /** The start of each hour, then the end of the last one: one more than `hours`. */
  bounds: Date[];
  /** The hour of the week that each is: 0 to 167. */
  hours: number[];
}

/** Returns the index of the bucket that each day lies in. */
export function bucketOfDays(days: string[], buckets: Bucket[]): number[] {
  return days.map((day) => buckets.findIndex(({ from, to }) => from <= day && day <= to));
}

/** Returns the hours of the given days in `timeZone`. */
export function hourBounds({ days, bounds }: CalendarDays, timeZone: string): HourBounds {
  const starts: Date[] = [];
  const hours: number[] = [];
  for (const [index, day] of days.entries()) {
    const [start, end] = [bounds[index], bounds[index + 1]];
    if (!start || !end) break;
    for (const { hour, at } of hoursOfDay({ start, end }, timeZone)) {
      starts.push(at);
      hours.push(weekdayOf(day) * HOURS + hour);
    }
  }
  return { bounds: [...starts, ...bounds.slice(-1)], hours };
}

/** Returns how many milliseconds of each hour of the week have passed by `now` within the given hours. */
export function passedMs({ bounds, hours }: HourBounds, now: Date): number[] {
  const passed = new Array<number>(HOURS_OF_WEEK).fill(0);
  for (const [index, hour] of hours.entries()) {
    const began = bounds[index]?.getTime() ?? 0;
    const ended = Math.min(bounds[index + 1]?.getTime() ?? 0, now.getTime());
    passed[hour] = (passed[hour] ?? 0) + Math.max(0, ended - began);
  }
  return passed;
}
