import { toLocalIso } from "@/lib/calendar/local-iso";

/** Formats an instant for use in a name, in the given time zone: `20251111-143215`. */
export function stampOf(now: Date, timeZone: string, separator: "-" | "_"): string {
  const digits = toLocalIso(now, timeZone).replaceAll(/\D/g, "");
  return `${digits.slice(0, 8)}${separator}${digits.slice(8, 14)}`;
}
