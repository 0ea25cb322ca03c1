import type { ExportFault } from "@/lib/exports/export-fault";

/** What became of a file. */
export type ExportOutcome =
  | { kind: "done"; rows: number }
  | { kind: "cancelled" }
  | { kind: "failed"; fault: ExportFault; rows?: number; limit?: number };
