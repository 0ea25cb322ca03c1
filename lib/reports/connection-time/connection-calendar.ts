import { type CalendarDays, weekdayOf } from "@/lib/calendar/zone-days";
import { hoursOfDay } from "@/lib/calendar/zone-hours";
import type { Bucket } from "@/lib/reports/connection-time/connection-period";

const HOURS = 24;
export const HOURS_OF_WEEK = 7 * HOURS;

/**
 * Hours of the wall's clock, each with when it began; on days when the clocks change some are missing or
 * last longer.
 */
export interface HourBounds {
  bounds: Date[];
  /** Which hour of the week each is: 0 begins on Monday at midnight. */
  hours: number[];
}

/** @returns of each day, in which bucket it is */
export function bucketOfDays(days: string[], buckets: Bucket[]): number[] {
  return days.map((day) => buckets.findIndex(({ from, to }) => from <= day && day <= to));
}

export function hourBounds({ days, bounds }: CalendarDays, timeZone: string): HourBounds {
  const begins: Date[] = [];
  const hours: number[] = [];
  for (const [index, day] of days.entries()) {
    const [start, end] = [bounds[index], bounds[index + 1]];
    if (!start || !end) break;
    for (const { hour, at } of hoursOfDay({ start, end }, timeZone)) {
      begins.push(at);
      hours.push(weekdayOf(day) * HOURS + hour);
    }
  }
  return { bounds: [...begins, ...bounds.slice(-1)], hours };
}

/** How much of each hour of the week has passed within the hours given. */
export function passedMs({ bounds, hours }: HourBounds, now: Date): number[] {
  const passed = new Array<number>(HOURS_OF_WEEK).fill(0);
  for (const [index, hour] of hours.entries()) {
    const began = bounds[index]?.getTime() ?? 0;
    const ended = Math.min(bounds[index + 1]?.getTime() ?? 0, now.getTime());
    passed[hour] = (passed[hour] ?? 0) + Math.max(0, ended - began);
  }
  return passed;
}
