/* The preview of an import as JSON. The server and the browser use these types. */

/** Maximum number of lines of each kind that a preview lists; its counts include all lines. */
export const MAX_REPORTED_LINES = 10_000;

/** Kinds of lines in the order in which a preview lists them. */
export const LINE_KINDS = ["wrong", "changed", "new", "unchanged"] as const;
export type LineKind = (typeof LINE_KINDS)[number];

export interface PreviewLine {
  /** Line number in the file, from 1. */
  line: number;
  kind: LineKind;
  username: string;
  name: string;
  /** A role; for a wrong line, the text that was typed. */
  role: string;
  email: string;
  /** Present values of the fields that the line would change; empty unless `kind` is `changed`. */
  before: { name?: string; role?: string; email?: string };
  /** Faults of a wrong line; `earlier` is the line with the same username. */
  faults: { field: "username" | "name" | "role" | "email" | null; fault: string; earlier?: number }[];
  /** Whether the existing account is disabled; the import does not enable it. */
  disabled: boolean;
}

export interface ImportPreview {
  counts: Record<LineKind, number>;
  /** Lines by kind, in the order of `LINE_KINDS`, and within a kind in the order of the file. */
  lines: PreviewLine[];
  /** Headings of ignored columns. */
  ignored: string[];
  /** Hash of all planned changes. The import applies exactly these, or nothing. */
  digest: string;
}
