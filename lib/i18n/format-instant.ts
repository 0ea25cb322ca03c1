/**
 * The same digits in every language, whatever `Intl` would write there.
 *
 * @param at - with the offset of where the organisation is, as `toLocalIso` gives it: its digits are what the clock on the wall showed
 * @returns `11/11/2025 14:32:15`
 */
export function formatInstant(at: string): string {
  return `${formatDay(at)} ${formatTime(at)}`;
}

/** As {@link formatInstant}: `11/11/2025` */
export function formatDay(at: string): string {
  const [year, month, day] = at.slice(0, "0000-00-00".length).split("-");
  return `${day}/${month}/${year}`;
}

/** A few days in a row, as short as can be: `11/11/2025`, `19–22/11/2025`, `28/10–03/11/2025`, `29/12/2025–04/01/2026` */
export function formatDays(first: string, last: string): string {
  const whole = formatDay(last);
  if (formatDay(first) === whole) return whole;
  const shared =
    ["", "0000-", "0000-00-"].findLast((part) => first.startsWith(last.slice(0, part.length))) ?? "";
  const said = formatDay(first).slice(0, "00/00/0000".length - shared.length);
  return `${said}–${whole}`;
}

/** As {@link formatInstant}: `14:32:15` */
export function formatTime(at: string): string {
  return at.slice("0000-00-00T".length, "0000-00-00T00:00:00".length);
}

/** As {@link formatInstant}: `14:32` */
export function formatMinute(at: string): string {
  return formatTime(at).slice(0, "00:00".length);
}
