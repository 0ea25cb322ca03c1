import { formatsByZone } from "@/lib/calendar/formats-by-zone";

const DAY_MS = 24 * 3_600_000;
const formatOf = formatsByZone("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" });

/** No zone is farther from UTC, and no calendar shows the same day for longer, even when its clocks go back. */
const LONGEST_DAY_MS = 26 * 3_600_000;

/**
 * A day of a calendar, `2025-11-11`. Days compare as strings.
 *
 * @param timeZone - whose calendar shows it at `at`
 */
export function dayOf(at: Date, timeZone: string): string {
  return formatOf(timeZone).format(at);
}

/** When the day began that the calendar of `timeZone` shows at `now`. */
export function startOfDay(now: Date, timeZone: string): Date {
  return startOfDate(dayOf(now, timeZone), timeZone);
}

/**
 * The first instant of a day. Searched for, not computed: that is right on days of 23 or 25 hours too, and where the clocks skip
 * midnight itself. A day that the calendar left out begins and ends with the next.
 *
 * @param day - `2025-11-11`
 */
export function startOfDate(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let before = midnight - LONGEST_DAY_MS; // still an earlier day
  let since = midnight + LONGEST_DAY_MS; // this day, or a later one
  while (since - before > 1) {
    const middle = Math.floor((before + since) / 2);
    if (dayOf(new Date(middle), timeZone) >= day) since = middle;
    else before = middle;
  }
  return new Date(since);
}

/** @returns the day so many days later, or before for a negative count */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, day.length);
}

/** 0: Monday. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** Days as PostgreSQL is told of them, which may know other changes of the clocks. */
export interface CalendarDays {
  days: string[];
  /** When each begins, and when the last ends. */
  bounds: Date[];
}

/** @returns the days of a period; one that the calendar left out has no time in it, and is no day */
export function calendarDays({ from, to }: { from: string; to: string }, timeZone: string): CalendarDays {
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

/** Whether a text is a day that the calendar has, within the years that a history can be of. */
export function isDay(text: string): boolean {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
