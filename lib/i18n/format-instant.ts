const formats = new Map<string, Intl.DateTimeFormat>(); // by zone: making one costs far more than using it

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(timeZone, made);
  return made;
}

/**
 * The same digits in every language, whatever `Intl` would write there.
 *
 * @returns `11/11/2025` and `14:32:15`, as the clock on a wall of `timeZone` showed it
 */
function readClock(at: Date | string, timeZone: string): { date: string; time: string } {
  const part: Record<string, string> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(new Date(at))) part[type] = value;
  return {
    date: `${part.day}/${part.month}/${part.year}`,
    time: `${part.hour}:${part.minute}:${part.second}`,
  };
}

/** `11/11/2025 14:32:15` */
export function formatInstant(at: Date | string, timeZone: string): string {
  const { date, time } = readClock(at, timeZone);
  return `${date} ${time}`;
}

/** `14:32:15` */
export function formatTime(at: Date | string, timeZone: string): string {
  return readClock(at, timeZone).time;
}
