import { toLocalIso } from "@/lib/calendar/local-iso";

/** A moment as part of a name, by the organisation's clock: `20251111-143215`. */
export function stampOf(now: Date, timeZone: string, separator: "-" | "_"): string {
  const digits = toLocalIso(now, timeZone).replaceAll(/\D/g, "");
  return `${digits.slice(0, 8)}${separator}${digits.slice(8, 14)}`;
}
