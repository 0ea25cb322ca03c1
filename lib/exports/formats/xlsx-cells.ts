import type { Cell, Kind } from "@/lib/exports/table/export-table";

/** Indexes of the cell formats in `STYLES` (xlsx-parts.ts). */
const STYLE = { text: 0, instant: 1, duration: 2, count: 3, heading: 4, day: 5 } as const;

const SECOND_MS = 1_000;
const DAY_MS = 24 * 3_600_000;
/** Excel's day 0 is 30 December 1899. */
const EPOCH_MS = Date.UTC(1899, 11, 30);

interface SheetCell {
  value: Cell;
  kind: Kind;
  heading?: true;
}

/** Returns a row of a sheet. Every text is an inline string, so that it never is a formula. */
export function rowOf(number: number, cells: SheetCell[]): string {
  const written = cells.map((cell, index) => cellOf(letterOf(index) + number, cell));
  return `<row r="${number}">${written.join("")}</row>`;
}

function cellOf(address: string, { value, kind, heading }: SheetCell): string {
  if (value === null) return "";
  if (typeof value === "number")
    return numberCell(address, kind === "duration" ? daysOf(value) : value, STYLE[kind]);
  if (kind === "instant" || kind === "day") return numberCell(address, serialOf(value), STYLE[kind]);
  const style = heading ? STYLE.heading : STYLE.text;
  return `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(value)}</t></is></c>`;
}

function numberCell(address: string, value: number, style: number): string {
  return `<c r="${address}" s="${style}"><v>${value}</v></c>`;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * Returns the letter of a column, from 0 for `A`. No list has more than 26 columns.
 *
 * @throws Error for a column that is not in `A` to `Z`
 */
export function letterOf(index: number): string {
  const letter = LETTERS[index];
  if (!letter) throw new Error(`A sheet has no column ${index}`);
  return letter;
}

/** Converts an instant to Excel's days by its digits, because a sheet has no time zones. */
function serialOf(at: string): number {
  // JavaScript reads a day without a time as midnight in UTC, too.
  const digits = at.slice(0, "0000-00-00T00:00:00".length);
  return (Date.parse(digits.includes("T") ? `${digits}Z` : digits) - EPOCH_MS) / DAY_MS;
}

/** Converts a duration to Excel's days, in whole seconds as in the other formats. */
function daysOf(durationMs: number): number {
  return (Math.max(0, Math.floor(durationMs / SECOND_MS)) * SECOND_MS) / DAY_MS;
}

/** Characters that XML 1.0 forbids, and lone surrogates. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern searches for control characters
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;
/**
 * The start of a text that readers of a sheet would decode as an escaped character (ECMA-376, 22.9.2.19,
 * ST_Xstring).
 */
const LIKE_ESCAPE = /_(?=x[\dA-Fa-f]{4}_)/g;

/** Escapes a text for a sheet. A character that XML can't hold becomes U+FFFD. */
export function xmlText(text: string): string {
  return text
    .replaceAll(IMPOSSIBLE, "\ufffd")
    .replaceAll(LIKE_ESCAPE, "_x005F_")
    .replaceAll("\r", "_x000D_") // an XML reader would convert it to a line feed
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
