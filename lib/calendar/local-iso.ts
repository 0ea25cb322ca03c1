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

/**
 * Offsets are cached for each quarter of an hour, because clocks change only at quarters. Looking one up with
 * `Intl` costs a hundred times what an addition does.
 */
const QUARTER_MS = 15 * MINUTE_MS;
const MAX_CACHED = 5_000;
/** Offsets from UTC in milliseconds; the key is the zone and the number of the quarter. */
const offsets = new Map<string, number>();

/**
 * Formats an instant as a clock in `timeZone` shows it: RFC 3339 with the offset of that instant. A browser
 * displays its digits as they are. It doesn't need `Intl` for that, whose first use takes a slow phone 50 ms.
 *
 * @returns `2025-11-11T14:32:15.123-05:00`
 */
export function toLocalIso(at: Date, timeZone: string): string {
  const offsetMs = offsetAt(at, timeZone);
  return new Date(at.getTime() + offsetMs).toISOString().slice(0, -"Z".length) + formatOffset(offsetMs);
}

function offsetAt(at: Date, timeZone: string): number {
  const quarter = `${timeZone} ${Math.floor(at.getTime() / QUARTER_MS)}`;
  const cached = offsets.get(quarter);
  if (cached !== undefined) return cached;
  const part: Record<string, string> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) part[type] = value;
  const digits = `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}`;
  const offsetMs = Date.parse(`${digits}Z`) - Math.floor(at.getTime() / 1000) * 1000;
  if (offsets.size >= MAX_CACHED) offsets.clear();
  offsets.set(quarter, offsetMs);
  return offsetMs;
}

/** @returns `-05:00` */
function formatOffset(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / MINUTE_MS);
  const twoDigits = (value: number) => String(value).padStart(2, "0");
  return `${offsetMs < 0 ? "-" : "+"}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}
