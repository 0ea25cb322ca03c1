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
import type { System, Viewer } from "@/lib/viewer";

interface ExportOptions {
  format: Format;
  separator: Separator;
  bom: boolean;
}

/** A file that is about to be written, and has been recorded. */
export interface ExportFile {
  title: string;
  list: ExportTable["list"];
  format: Format;
  /** RFC 3339 with the offset of the organisation. */
  madeAt: string;
  total: number;
  progress: { rows: number };
  /** Its bytes; a chunk may have none, when rows have been read but nothing of them is ready. Ends when all is written, and throws otherwise. */
  chunks: AsyncGenerator<Uint8Array>;
  /** Gives back its place: whoever opens it has to, whatever becomes of it. */
  release(): void;
}

/**
 * Counts a list, and records that it leaves as a file, before anything of it does.
 *
 * @throws AppError `too_many`, `too_large` with `rows` and `limit`, and whatever opening the list throws
 */
export async function openExport(
  by: Viewer | System,
  openTable: () => Promise<ExportTable>,
  options: ExportOptions,
  words: PageMessages,
): Promise<ExportFile> {
  const release = "system" in by ? () => {} : takeSlot(by);
  try {
    const table = await openTable();
    const total = await table.count();
    const limit = MAX_ROWS[options.format];
    if (total > limit) throw new AppError("too_large", { rows: String(total), limit: String(limit) });
    await recordExport(by, table, options.format, total);
    const progress = { rows: 0 };
    const watched = { ...table, rows: () => readAllRows(by, table, total, progress) };
    const provenance = provenanceOf(by, table.now, words);
    const chunks = write(watched, options, provenance, words);
    const { title, list } = table;
    return { title, list, format: options.format, madeAt: provenance.at, total, progress, chunks, release };
  } catch (error) {
    release();
    throw error;
  }
}

function provenanceOf(by: Viewer | System, now: Date, words: PageMessages): ExportProvenance {
  const { organisation, timeZone } = env();
  const name = "system" in by ? translatorOf("exports", words)("terminal") : `${by.name} (${by.username})`;
  return { organisation, timeZone, at: toLocalIso(now, timeZone), by: name };
}

function write(
  table: ExportTable,
  options: ExportOptions,
  provenance: ExportProvenance,
  words: PageMessages,
): AsyncGenerator<Uint8Array> {
  switch (options.format) {
    case "csv":
      return toCsv(table, options);
    case "xlsx":
      return toXlsx(table, provenance, words);
    case "pdf":
      return toPdf(table, provenance, words);
  }
}
