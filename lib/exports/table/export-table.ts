import type { ListName } from "@/lib/exports/table/export-formats";

/**
 * `instant`: RFC 3339 with the offset of the organisation, whose digits are written. `day`: `2025-11-11`. `duration`: ms. Each format writes them in its
 * own way; an empty cell is null.
 */
export type Kind = "text" | "instant" | "day" | "duration" | "count";
export type Cell = string | number | null;

export interface ExportColumn {
  heading: string;
  kind: Kind;
  /** In characters: as wide in a sheet, and its share of a line on paper. */
  width: number;
  /** Too long for a page: it is said there that it is left out. */
  omitFromPdf?: true;
}

interface Total {
  label: string;
  kind: "duration" | "count";
  value: number;
}

/** A list that is about to become a file: what it is, in words, and its rows, read as the file is written. */
export interface ExportTable {
  list: ListName;
  title: string;
  /** What it was narrowed to, for people, and for the record. */
  criteria: { label: string; value: string }[];
  recorded: Record<string, string>;
  /** Whose sessions they are, if one person's. */
  subjectId: string | null;
  /** When it was counted; what came later is not in it. */
  now: Date;
  columns: ExportColumn[];
  /** Counted to the end. */
  count(): Promise<number>;
  /** In batches, each with a query of its own, bounded in time. */
  rows(): AsyncIterable<Cell[][]>;
  /** Of the rows that have been read. */
  totals(): Total[];
}

/** Who made a file, and when. */
export interface ExportProvenance {
  organisation: string;
  timeZone: string;
  /** RFC 3339 with the offset of the organisation. */
  at: string;
  by: string;
}
