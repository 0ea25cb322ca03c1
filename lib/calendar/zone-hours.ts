import { toLocalIso } from "@/lib/calendar/local-iso";
import { addDays, startOfDay } from "@/lib/calendar/zone-days";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const HOURS = 24;
/** In every zone full hours fall on quarters of an hour of UTC. */
const QUARTER_MS = 15 * MINUTE_MS;

export interface DayBounds {
  start: Date;
  /** The start of the next day. */
  end: Date;
}

/**
 * Returns the first instant of a day and that of the next day.
 *
 * @param day - `2025-11-11`
 */
export function boundsOf(day: string, timeZone: string): DayBounds {
  return { start: startOfDay(day, timeZone), end: startOfDay(addDays(day, 1), timeZone) };
}

/**
 * Returns the instants of a day at which its clocks show a full hour. Each quarter of an hour is looked up
 * instead of computed, so that days on which the clocks change are right, too.
 */
export function fullHours({ start, end }: DayBounds, timeZone: string): Date[] {
  const hours: Date[] = [];
  const first = Math.ceil(start.getTime() / QUARTER_MS) * QUARTER_MS;
  for (let at = first; at < end.getTime(); at += QUARTER_MS) {
    const quarter = new Date(at);
    if (toLocalIso(quarter, timeZone).slice("0000-00-00T00:".length).startsWith("00")) hours.push(quarter);
  }
  return hours;
}

/**
 * Returns the hours that the clocks of a day show, each with its first instant. On days on which the clocks
 * change some hours are missing or last longer. A day of exactly 24 hours is computed by addition; any other
 * day is scanned minute by minute.
 */
export function hoursOfDay({ start, end }: DayBounds, timeZone: string): { hour: number; at: Date }[] {
  const [began, ended] = [start.getTime(), end.getTime()];
  if (ended - began === HOURS * HOUR_MS)
    return Array.from({ length: HOURS }, (_, hour) => ({ hour, at: new Date(began + hour * HOUR_MS) }));
  const seen: { hour: number; at: Date }[] = [];
  for (let at = began; at < ended; at += MINUTE_MS) {
    const minute = new Date(at);
    const hour = Number(toLocalIso(minute, timeZone).slice("0000-00-00T".length).slice(0, 2));
    if (seen.at(-1)?.hour !== hour) seen.push({ hour, at: minute });
  }
  return seen;
}

/**
 * Returns the instant at which the clocks of a day show a minute. 24:00 is the end of the day. For a minute
 * that comes twice it returns one of the two instants. For a minute that the clocks skip it returns an
 * instant before the gap, at most as long before it as the gap lasts.
 *
 * @param minute - minutes after 00:00 of the clock, up to 24 * 60
 */
export function instantOfMinute(day: string, minute: number, timeZone: string): Date {
  const { start, end } = boundsOf(day, timeZone);
  const wanted = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS;
  const guess = start.getTime() + minute * MINUTE_MS; // right unless the clocks change before it
  const shown = Date.parse(
    `${toLocalIso(new Date(guess), timeZone).slice(0, "0000-00-00T00:00:00.000".length)}Z`,
  );
  return new Date(Math.min(end.getTime(), Math.max(start.getTime(), guess + wanted - shown)));
}
