import type { Cell, Kind } from "@/lib/exports/export-table";

/** Numbers of the formats in `STYLES` (xlsx-parts.ts). */
export const STYLE = { text: 0, instant: 1, duration: 2, count: 3, heading: 4 } as const;

const SECOND_MS = 1_000;
const DAY_MS = 24 * 3_600_000;
/** Excel's day 0 is 30 December 1899. */
const EPOCH_MS = Date.UTC(1899, 11, 30);

/** A row of a sheet. Every text is an inline string: whatever it begins with, it is no formula. */
export function rowOf(number: number, cells: string[]): string {
  return `<row r="${number}">${cells.join("")}</row>`;
}

export function cellOf(cell: Cell, kind: Kind): string {
  if (cell === null) return "<c/>";
  if (typeof cell === "number") return numberCell(kind === "duration" ? daysOf(cell) : cell, STYLE[kind]);
  return kind === "instant" ? numberCell(serialOf(cell), STYLE.instant) : textCell(cell);
}

export function textCell(text: string, style: number = STYLE.text): string {
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

function numberCell(value: number, style: number): string {
  return `<c s="${style}"><v>${value}</v></c>`;
}

/** What the clock on the wall showed, in days: a sheet knows no zones. */
function serialOf(at: string): number {
  return (Date.parse(`${at.slice(0, "0000-00-00T00:00:00".length)}Z`) - EPOCH_MS) / DAY_MS;
}

/** Whole seconds, as everywhere. */
function daysOf(durationMs: number): number {
  return (Math.max(0, Math.floor(durationMs / SECOND_MS)) * SECOND_MS) / DAY_MS;
}

/** What XML 1.0 has no place for, and halves of characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;
/** Read as an escape of one character by those who read a sheet (ECMA-376, 22.9.2.19, ST_Xstring). */
const LIKE_ESCAPE = /_(?=x[\dA-Fa-f]{4}_)/g;

export function xmlText(text: string): string {
  return text
    .replaceAll(IMPOSSIBLE, "\ufffd")
    .replaceAll(LIKE_ESCAPE, "_x005F_")
    .replaceAll("\r", "_x000D_") // XML would make it a line feed
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
