/** What a file would do, as the page of the import shows it: pure words, for the server and the browser. */

/** So many lines of each kind are told; of all, the counts are. */
export const MAX_REPORTED_LINES = 10_000;

export const LINE_KINDS = ["wrong", "changed", "new", "unchanged"] as const;
export type LineKind = (typeof LINE_KINDS)[number];

export interface PreviewLine {
  line: number;
  kind: LineKind;
  username: string;
  name: string;
  /** As it was typed, for a wrong line; else a role. */
  role: string;
  email: string;
  /** Of a changed line: what stands there now, for the fields that would be other. */
  before: { name?: string; role?: string; email?: string };
  faults: { field: "username" | "name" | "role" | "email" | null; fault: string; earlier?: number }[];
  disabled: boolean;
}

export interface ImportPreview {
  counts: Record<LineKind, number>;
  /** Wrong ones first, then by what they would do, each kind in the order of the file. */
  lines: PreviewLine[];
  /** Headings of columns that are not read. */
  ignored: string[];
  /** Stands for all that would be done: the import does exactly this, or nothing. */
  digest: string;
}
