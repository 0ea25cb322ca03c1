import { formatsByZone } from "@/lib/calendar/formats-by-zone";

const MINUTE_MS = 60_000;
const formatOf = formatsByZone("en-GB", {
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** Clocks change at quarters of an hour, so that asking once for each is asking often enough. Formatting costs a hundred times what a sum does. */
const QUARTER_MS = 15 * MINUTE_MS;
const MOST_KNOWN = 5_000;
const offsets = new Map<string, number>(); // by zone and quarter

/**
 * An instant as the organisation's clock showed it: RFC 3339 with the offset of that moment, so that it can be shown by its digits.
 * A browser would need `Intl` for that, whose first use costs a slow phone a twentieth of a second.
 *
 * @returns `2025-11-11T14:32:15.123-05:00`
 */
export function toLocalIso(at: Date, timeZone: string): string {
  const offsetMs = offsetAt(at, timeZone);
  return new Date(at.getTime() + offsetMs).toISOString().slice(0, -"Z".length) + offsetInWords(offsetMs);
}

function offsetAt(at: Date, timeZone: string): number {
  const quarter = `${timeZone} ${Math.floor(at.getTime() / QUARTER_MS)}`;
  const known = offsets.get(quarter);
  if (known !== undefined) return known;
  const part: Record<string, string> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) part[type] = value;
  const digits = `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}`;
  const offsetMs = Date.parse(`${digits}Z`) - Math.floor(at.getTime() / 1000) * 1000;
  if (offsets.size >= MOST_KNOWN) offsets.clear();
  offsets.set(quarter, offsetMs);
  return offsetMs;
}

/** @returns `-05:00` */
function offsetInWords(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / MINUTE_MS);
  const twoDigits = (value: number) => String(value).padStart(2, "0");
  return `${offsetMs < 0 ? "-" : "+"}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}
