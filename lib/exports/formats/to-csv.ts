import { stringify } from "csv-stringify/sync";
import type { Separator } from "@/lib/exports/table/export-formats";
import type { Cell, ExportTable, Kind } from "@/lib/exports/table/export-table";
import { harmlessCell } from "@/lib/spreadsheet-cell";

export interface CsvOptions {
  separator: Separator;
  /** Writes a byte order mark, without which Excel doesn't recognise UTF-8. */
  bom: boolean;
}

const BOM = "\ufeff";
const SECOND_MS = 1_000;

/**
 * Writes a list as CSV (RFC 4180), one batch in memory at a time. Instants are `2025-11-11 14:32:15` and
 * durations `26:03:04`: spreadsheet programs recognise both in every language.
 */
export async function* toCsv(
  { columns, rows }: Pick<ExportTable, "columns" | "rows">,
  { separator, bom }: CsvOptions,
): AsyncGenerator<Uint8Array> {
  // Some readers end a record at a lone CR or LF, so that cells with either are quoted.
  const options = { delimiter: separator, record_delimiter: "\r\n", quoted_match: /[\r\n]/ };
  const headings = columns.map(({ heading }) => harmlessCell(heading));
  yield Buffer.from((bom ? BOM : "") + stringify([headings], options));
  for await (const batch of rows()) {
    const records = batch.map((row) => row.map((cell, index) => textOf(cell, columns[index]?.kind)));
    yield Buffer.from(stringify(records, options));
  }
}

function textOf(cell: Cell, kind: Kind | undefined): string {
  if (cell === null) return "";
  if (typeof cell === "number") return kind === "duration" ? hoursOf(cell) : String(cell);
  return kind === "instant" ? instantOf(cell) : harmlessCell(cell);
}

/** Formats an instant as `2025-11-11 14:32:15`. */
function instantOf(at: string): string {
  return at.slice(0, "0000-00-00T00:00:00".length).replace("T", " ");
}

/** Formats a duration as `26:03:04`: whole seconds, and hours keep growing past a day. */
export function hoursOf(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / SECOND_MS));
  const twoDigits = (value: number) => String(value).padStart(2, "0");
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(":");
}
