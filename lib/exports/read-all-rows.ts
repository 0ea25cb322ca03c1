import { prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Cell, ExportTable } from "@/lib/exports/table/export-table";
import { requireStillAllowed } from "@/lib/sessions/still-allowed";
import type { System, Viewer } from "@/lib/viewer";

/** How long somebody who has been signed out may go on reading. */
const ASK_EVERY_MS = 500;

/**
 * The rows of a table to the last, or an error instead of an end.
 *
 * @param progress - counts them as they are read
 * @throws AppError `forbidden`, `conflict` when fewer or more came than there are
 */
export async function* readAllRows(
  by: Viewer | System,
  table: ExportTable,
  total: number,
  progress: { rows: number },
): AsyncGenerator<Cell[][]> {
  let askedAt = performance.now();
  for await (const batch of table.rows()) {
    if (performance.now() - askedAt > ASK_EVERY_MS) {
      await requireStillAllowed(prisma, by);
      askedAt = performance.now();
    }
    progress.rows += batch.length;
    yield batch;
  }
  await requireAll(table, total, progress.rows);
}

/** What matches may change while it is read: sessions end, people are renamed. Then the rows lie between one count and the other. */
async function requireAll(table: ExportTable, before: number, read: number): Promise<void> {
  if (read === before) return;
  const after = await table.count();
  if (read < Math.min(before, after) || read > Math.max(before, after)) throw new AppError("conflict");
}
