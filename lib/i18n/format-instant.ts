/**
 * Formats an instant by its digits, in the same way for every language and without `Intl`.
 *
 * @param at - RFC 3339 with the organisation's offset, as `toLocalIso` returns it: its digits are those of
 *   the clock on the wall
 * @returns `11/11/2025 14:32:15`
 */
export function formatInstant(at: string): string {
  return `${formatDay(at)} ${formatTime(at)}`;
}

/** Formats the day of such an instant, or a day such as `2025-11-11`: `11/11/2025`. */
export function formatDay(at: string): string {
  const [year, month, day] = at.slice(0, "0000-00-00".length).split("-");
  return `${day}/${month}/${year}`;
}

/**
 * Formats consecutive days without repeating a common month or year.
 *
 * @returns `11/11/2025`, `19–22/11/2025`, `28/10–03/11/2025`, `29/12/2025–04/01/2026`
 */
export function formatDays(first: string, last: string): string {
  const whole = formatDay(last);
  if (formatDay(first) === whole) return whole;
  const shared =
    ["", "0000-", "0000-00-"].findLast((part) => first.startsWith(last.slice(0, part.length))) ?? "";
  const start = formatDay(first).slice(0, "00/00/0000".length - shared.length);
  return `${start}–${whole}`;
}

/** Formats the time of such an instant: `14:32:15`. */
export function formatTime(at: string): string {
  return at.slice("0000-00-00T".length, "0000-00-00T00:00:00".length);
}

/** Formats the time of such an instant without its seconds: `14:32`. */
export function formatMinute(at: string): string {
  return formatTime(at).slice(0, "00:00".length);
}
