/** The lists and formats of exports, as named in addresses, in the menu and in the terminal. */

export const LIST_NAMES = ["sessions", "users", "accounts", "connection-time"] as const;
export type ListName = (typeof LIST_NAMES)[number];

export const FORMATS = ["csv", "xlsx", "pdf"] as const;
export type Format = (typeof FORMATS)[number];

/** Separators of CSV: `;` for a French spreadsheet program, `,` for all others. */
export const SEPARATORS = [";", ","] as const;
export type Separator = (typeof SEPARATORS)[number];

/**
 * Maximum number of rows of a file: a longer sheet is slow to open, and a longer document is never read on
 * paper.
 */
export const MAX_ROWS: Record<Format, number> = {
  csv: Number.POSITIVE_INFINITY,
  xlsx: 200_000,
  pdf: 5_000,
};
