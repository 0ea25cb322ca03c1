import { formatDay } from "@/lib/i18n/format-instant";

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/**
 * Returns the message key of the weekday, and the date in digits. Needs no `Intl` for the weekday.
 *
 * @param day - `2025-11-11`
 */
export function wordsOfDay(day: string): { weekday: (typeof WEEKDAYS)[number]; digits: string } {
  const weekday = WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? WEEKDAYS[0];
  return { weekday, digits: formatDay(day) };
}
