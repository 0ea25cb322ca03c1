const formats = new Map<string, Intl.DateTimeFormat>(); // by zone: making one costs far more than using it

/** No calendar shows the same day for longer, even when its clocks go back. */
const LONGEST_DAY_MS = 26 * 3_600_000;

/**
 * When the day began that the calendar of `timeZone` shows at `now`. Searched for, not computed: that is right on days of 23 or 25
 * hours too, and where the clocks skip midnight itself.
 */
export function startOfDay(now: Date, timeZone: string): Date {
  const format = formatOf(timeZone);
  const today = format.format(now);
  let before = now.getTime() - LONGEST_DAY_MS; // still yesterday, or earlier
  let since = now.getTime(); // already today
  while (since - before > 1) {
    const middle = Math.floor((before + since) / 2);
    if (format.format(middle) === today) since = middle;
    else before = middle;
  }
  return new Date(since);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "short" });
  formats.set(timeZone, made);
  return made;
}
