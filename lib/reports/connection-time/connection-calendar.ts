import { toLocalIso } from "@/lib/calendar/local-iso";
import { addDays, startOfDate } from "@/lib/calendar/zone-days";
import { type Period, type Stretch, weekdayOf } from "@/lib/reports/connection-time/connection-period";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const HOURS = 24;
export const HOURS_OF_WEEK = 7 * HOURS;

/** Days as PostgreSQL is told of them, which may know other changes of the clocks. */
export interface CalendarDays {
  days: string[];
  /** When each begins, and when the last ends. */
  bounds: Date[];
}

/** Hours of the wall's clock, each with when it began; on days when the clocks change some are missing or last longer. */
export interface HourBounds {
  bounds: Date[];
  /** Which hour of the week each is: 0 begins on Monday at midnight. */
  hours: number[];
}

/** @returns the period's days; one that the calendar left out has no time in it, and is no day */
export function calendarDays({ from, to }: Pick<Period, "from" | "to">, timeZone: string): CalendarDays {
  const days: string[] = [];
  const bounds = [startOfDate(from, timeZone)];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const end = startOfDate(addDays(day, 1), timeZone);
    if (end.getTime() === bounds.at(-1)?.getTime()) continue;
    days.push(day);
    bounds.push(end);
  }
  return { days, bounds };
}

/** @returns of each day, in which stretch it is */
export function stretchOfDays(days: string[], stretches: Stretch[]): number[] {
  return days.map((day) => stretches.findIndex(({ from, to }) => from <= day && day <= to));
}

export function hourBounds({ days, bounds }: CalendarDays, timeZone: string): HourBounds {
  const begins: Date[] = [];
  const hours: number[] = [];
  for (const [index, day] of days.entries()) {
    const [began, ended] = [bounds[index], bounds[index + 1]];
    if (!began || !ended) break;
    for (const { hour, at } of hoursOfDay(began.getTime(), ended.getTime(), timeZone)) {
      begins.push(new Date(at));
      hours.push(weekdayOf(day) * HOURS + hour);
    }
  }
  return { bounds: [...begins, ...bounds.slice(-1)], hours };
}

/** By adding up where the clocks run through; else by looking at the clock every minute. */
function hoursOfDay(began: number, ended: number, timeZone: string): { hour: number; at: number }[] {
  if (ended - began === HOURS * HOUR_MS)
    return Array.from({ length: HOURS }, (_, hour) => ({ hour, at: began + hour * HOUR_MS }));
  const seen: { hour: number; at: number }[] = [];
  for (let at = began; at < ended; at += MINUTE_MS) {
    const hour = Number(toLocalIso(new Date(at), timeZone).slice("0000-00-00T".length).slice(0, 2));
    if (seen.at(-1)?.hour !== hour) seen.push({ hour, at });
  }
  return seen;
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
