import type { ListName } from "@/lib/exports/table/export-formats";

/**
 * Kind of a column. `instant`: RFC 3339 with the organisation's offset, of which a file shows the digits.
 * `day`: `2025-11-11`. `duration`: milliseconds. Each format writes them in its own way.
 */
export type Kind = "text" | "instant" | "day" | "duration" | "count";
/** Null: an empty cell. */
export type Cell = string | number | null;

export interface ExportColumn {
  heading: string;
  kind: Kind;
  /** In characters: the width in a sheet, and the share of the line in a PDF. */
  width: number;
  /** Too wide for a page: a PDF leaves the column out and names it at the top. */
  omitFromPdf?: true;
}

interface Total {
  label: string;
  kind: "duration" | "count";
  value: number;
}

/** A list to export: its description, and its rows, which are read while the file is written. */
export interface ExportTable {
  list: ListName;
  title: string;
  /** The filters, as text for readers. */
  criteria: { label: string; value: string }[];
  /** The filters, as parameters for the recorded event. */
  recorded: Record<string, string>;
  /** The user whose data the list is limited to; null: all users. */
  subjectId: string | null;
  /** The instant that the list shows; later sessions are not in it. */
  now: Date;
  columns: ExportColumn[];
  /** Counts all rows. */
  count(): Promise<number>;
  /** Reads the rows in batches, each with its own query, so that no query runs for long. */
  rows(): AsyncIterable<Cell[][]>;
  /** Returns the totals of the rows that have been read so far. */
  totals(): Total[];
}

/** The origin of a file: where, when and by whom it was made. */
export interface ExportProvenance {
  organisation: string;
  timeZone: string;
  /** RFC 3339 with the organisation's offset. */
  at: string;
  by: string;
}
