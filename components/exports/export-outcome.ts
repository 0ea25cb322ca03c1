import type { ExportFault } from "@/lib/exports/export-fault";

/** The result of an export. */
export type ExportOutcome =
  | { kind: "done"; rows: number }
  | { kind: "cancelled" }
  | { kind: "failed"; fault: ExportFault; rows?: number; limit?: number; seconds?: number };
