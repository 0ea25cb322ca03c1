import { toLocalIso } from "@/lib/calendar/local-iso";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { takeSlot } from "@/lib/exports/export-slots";
import { toCsv } from "@/lib/exports/formats/to-csv";
import { toPdf } from "@/lib/exports/formats/to-pdf";
import { toXlsx } from "@/lib/exports/formats/to-xlsx";
import { readWhole } from "@/lib/exports/read-whole";
import { recordExport } from "@/lib/exports/record-export";
import { type Format, MAX_ROWS, type Separator } from "@/lib/exports/table/export-formats";
import type { ExportTable, Making } from "@/lib/exports/table/export-table";
import { type PageMessages, translatorOf } from "@/lib/i18n/translator";
import type { System, Viewer } from "@/lib/viewer";

interface Order {
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
  order: Order,
  words: PageMessages,
): Promise<ExportFile> {
  const release = "system" in by ? () => {} : takeSlot(by);
  try {
    const table = await openTable();
    const total = await table.count();
    const limit = MAX_ROWS[order.format];
    if (total > limit) throw new AppError("too_large", { rows: String(total), limit: String(limit) });
    await recordExport(by, table, order.format, total);
    const progress = { rows: 0 };
    const watched = { ...table, rows: () => readWhole(by, table, total, progress) };
    const making = makingOf(by, table.now, words);
    const chunks = write(watched, order, making, words);
    const { title, list } = table;
    return { title, list, format: order.format, madeAt: making.at, total, progress, chunks, release };
  } catch (error) {
    release();
    throw error;
  }
}

function makingOf(by: Viewer | System, now: Date, words: PageMessages): Making {
  const { organisation, timeZone } = env();
  const name = "system" in by ? translatorOf("exports", words)("terminal") : `${by.name} (${by.username})`;
  return { organisation, timeZone, at: toLocalIso(now, timeZone), by: name };
}

function write(
  table: ExportTable,
  order: Order,
  making: Making,
  words: PageMessages,
): AsyncGenerator<Uint8Array> {
  switch (order.format) {
    case "csv":
      return toCsv(table, order);
    case "xlsx":
      return toXlsx(table, making, words);
    case "pdf":
      return toPdf(table, making, words);
  }
}
