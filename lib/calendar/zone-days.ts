import { formatsByZone } from "@/lib/calendar/formats-by-zone";

const DAY_MS = 24 * 3_600_000;
const formatOf = formatsByZone("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" });

/**
 * Upper bound of two things: the distance of any zone from UTC, and the length of a calendar day whose clocks
 * go back.
 */
const LONGEST_DAY_MS = 26 * 3_600_000;

/**
 * Returns the day that the calendar of `timeZone` shows at an instant. Days compare as strings.
 *
 * @returns `2025-11-11`
 */
export function dayOf(at: Date, timeZone: string): string {
  return formatOf(timeZone).format(at);
}

/** Returns the first instant of the day that the calendar of `timeZone` shows at `now`. */
export function startOfDayAt(now: Date, timeZone: string): Date {
  return startOfDay(dayOf(now, timeZone), timeZone);
}

/**
 * Returns the first instant of a day. A binary search finds it, because arithmetic would be wrong near a
 * change of the clocks, above all where they skip midnight itself. A day that the calendar left out has no
 * time in it: its first instant is that of the next day.
 *
 * @param day - `2025-11-11`
 */
export function startOfDay(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let before = midnight - LONGEST_DAY_MS; // certainly an earlier day
  let since = midnight + LONGEST_DAY_MS; // certainly this day or a later one
  while (since - before > 1) {
    const middle = Math.floor((before + since) / 2);
    if (dayOf(new Date(middle), timeZone) >= day) since = middle;
    else before = middle;
  }
  return new Date(since);
}

/** Returns the day `count` days later; a negative count goes back. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, day.length);
}

/** Returns the weekday, from 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/**
 * The days of a period and their bounds. Queries receive these instants and not the zone, because PostgreSQL
 * may know other changes of the clocks than Node.js.
 */
export interface CalendarDays {
  days: string[];
  /** The start of each day, then the end of the last one: one more than `days`. */
  bounds: Date[];
}

/** Returns the days of a period, both ends included. A day that the calendar left out is omitted. */
export function calendarDays({ from, to }: { from: string; to: string }, timeZone: string): CalendarDays {
  const days: string[] = [];
  const bounds = [startOfDay(from, timeZone)];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const end = startOfDay(addDays(day, 1), timeZone);
    if (end.getTime() === bounds.at(-1)?.getTime()) continue;
    days.push(day);
    bounds.push(end);
  }
  return { days, bounds };
}

/** Returns whether a text is a day of the calendar in the years 2000 to 2099, as `2025-11-11`. */
export function isDay(text: string): boolean {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
