import { toLocalIso } from "@/lib/calendar/local-iso";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { takeSlot } from "@/lib/exports/export-slots";
import { toCsv } from "@/lib/exports/formats/to-csv";
import { toPdf } from "@/lib/exports/formats/to-pdf";
import { toXlsx } from "@/lib/exports/formats/to-xlsx";
import { readAllRows } from "@/lib/exports/read-all-rows";
import { recordExport } from "@/lib/exports/record-export";
import { type Format, MAX_ROWS, type Separator } from "@/lib/exports/table/export-formats";
import type { ExportProvenance, ExportTable } from "@/lib/exports/table/export-table";
import { type PageMessages, translatorOf } from "@/lib/i18n/translator";
import { requireRate } from "@/lib/require-rate";
import type { System, Viewer } from "@/lib/viewer";

interface ExportOptions {
  format: Format;
  separator: Separator;
  bom: boolean;
}

/** A file that has been recorded and is ready to be written. */
export interface ExportFile {
  title: string;
  list: ExportTable["list"];
  format: Format;
  /** RFC 3339 with the organisation's offset. */
  madeAt: string;
  /** Number of rows, counted before any was read. */
  total: number;
  /** Number of rows that have been read so far. */
  progress: { rows: number };
  /**
   * The bytes of the file. A chunk is empty when rows have been read, but none of their bytes are ready. The
   * generator ends when the file is complete, and throws otherwise.
   */
  chunks: AsyncGenerator<Uint8Array>;
  /** Group of users whose slot the file takes. */
  readers: "admins" | "staff";
  /** Releases the slot. The caller must call it in every case. */
  release(): void;
}

/**
 * Takes a slot, counts a list, and records its export before any of its data is sent.
 *
 * @throws AppError `too_many` when there is no free slot or the user made too many files, `too_large` with
 *   `rows` and `limit`, and the errors of `openTable`
 */
export async function openExport(
  by: Viewer | System,
  openTable: () => Promise<ExportTable>,
  options: ExportOptions,
  messages: PageMessages,
): Promise<ExportFile> {
  const release = "system" in by ? () => {} : takeSlot(by);
  try {
    requireRate(by, "export");
    const table = await openTable();
    const total = await table.count();
    const limit = MAX_ROWS[options.format];
    if (total > limit) throw new AppError("too_large", { rows: String(total), limit: String(limit) });
    await recordExport(by, table, options.format, total);
    const progress = { rows: 0 };
    const checked = { ...table, rows: () => readAllRows(by, table, total, progress) };
    const provenance = provenanceOf(by, table.now, messages);
    const chunks = write(checked, options, provenance, messages);
    const { title, list } = table;
    const readers = "system" in by || by.role === "ADMIN" ? "admins" : "staff";
    const madeAt = provenance.at;
    return { title, list, format: options.format, madeAt, total, progress, chunks, readers, release };
  } catch (error) {
    release();
    throw error;
  }
}

function provenanceOf(by: Viewer | System, now: Date, messages: PageMessages): ExportProvenance {
  const { organisation, timeZone } = env();
  const name = "system" in by ? translatorOf("exports", messages)("terminal") : `${by.name} (${by.username})`;
  return { organisation, timeZone, at: toLocalIso(now, timeZone), by: name };
}

function write(
  table: ExportTable,
  options: ExportOptions,
  provenance: ExportProvenance,
  messages: PageMessages,
): AsyncGenerator<Uint8Array> {
  switch (options.format) {
    case "csv":
      return toCsv(table, options);
    case "xlsx":
      return toXlsx(table, provenance, messages);
    case "pdf":
      return toPdf(table, provenance, messages);
  }
}
