const DAY_MS = 24 * 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>(); // by zone: making one costs far more than using it

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

/** Whether a text is a day that the calendar has, within the years that a history can be of. */
export function isDay(text: string): boolean {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  formats.set(timeZone, made);
  return made;
}
