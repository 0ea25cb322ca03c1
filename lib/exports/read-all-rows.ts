import { prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Cell, ExportTable } from "@/lib/exports/table/export-table";
import { giveWay } from "@/lib/give-way";
import { requireStillAllowed } from "@/lib/sessions/still-allowed";
import type { System, Viewer } from "@/lib/viewer";

/**
 * Time after which the reader's session is checked again. A signed-out reader gets no more after that check.
 */
const CHECK_EVERY_MS = 500;
/** Longest time (ms) for which each batch gives way to pages. A batch keeps the process busy for 60 ms. */
const GIVES_WAY_MS = 250;

/**
 * Reads all rows of a table in batches, and ends with an error when they are not complete.
 *
 * @param total - number of rows that was counted before
 * @param progress - is increased with each batch
 * @throws AppError `forbidden` when the reader has been signed out, disabled or given another role;
 *   `conflict` when the number of rows read does not lie between the counts before and after the read
 */
export async function* readAllRows(
  by: Viewer | System,
  table: ExportTable,
  total: number,
  progress: { rows: number },
): AsyncGenerator<Cell[][]> {
  let checkedAt = performance.now();
  for await (const batch of table.rows()) {
    if (performance.now() - checkedAt > CHECK_EVERY_MS) {
      await requireStillAllowed(prisma, by);
      checkedAt = performance.now();
    }
    progress.rows += batch.length;
    yield batch;
    if (!("system" in by)) await giveWay(by.sessionKeyHash, GIVES_WAY_MS);
  }
  await requireAll(table, total, progress.rows);
}

/**
 * Compares the number of rows read with the counts before and after. The rows that match can change during
 * the read, because sessions end and users are renamed. Then the number must lie between the two counts.
 */
async function requireAll(table: ExportTable, before: number, read: number): Promise<void> {
  if (read === before) return;
  const after = await table.count();
  if (read < Math.min(before, after) || read > Math.max(before, after)) throw new AppError("conflict");
}
