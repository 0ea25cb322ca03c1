/** What can be exported, as what, and how much of it: the words of the addresses, of the menu and of the terminal. */

export const EXPORTED_LISTS = ["sessions", "users", "accounts", "connection-time"] as const;
export type ListName = (typeof EXPORTED_LISTS)[number];

export const FORMATS = ["csv", "xlsx", "pdf"] as const;
export type Format = (typeof FORMATS)[number];

/** Where a French spreadsheet cuts a line of CSV into cells, and where all others do. */
export const SEPARATORS = [";", ","] as const;
export type Separator = (typeof SEPARATORS)[number];

/** Rows of a file, at most. A sheet of more is slow to open, and nobody reads more on paper. */
export const MAX_ROWS: Record<Format, number> = {
  csv: Number.POSITIVE_INFINITY,
  xlsx: 200_000,
  pdf: 5_000,
};
