import { recordActivity } from "@/lib/activity/record";
import { actorOf } from "@/lib/actors/actor";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import type { Format } from "@/lib/exports/table/export-formats";
import type { ExportTable } from "@/lib/exports/table/export-table";
import type { System, Viewer } from "@/lib/viewer";

const MAX_CRITERION = 120;
/** The record is kept for ever, and addresses are not: that a list was narrowed to some is said, not to which. */
const TYPED = ["q", "address"];
const ADDRESS =
  /\d{1,3}(\.\d{0,3})+(\/\d+)?|[\da-f]*:[\da-f:.]*(\/\d+)?|\b(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{4}\b/gi;

/** Before anything leaves: what can't be recorded is not exported. A file that was broken off stands in the record all the same. */
export async function recordExport(
  by: Viewer | System,
  { list, recorded, subjectId }: ExportTable,
  format: Format,
  rows: number,
): Promise<void> {
  const short = Object.entries(recorded).map(([name, value]) => [
    name,
    (TYPED.includes(name) ? value.replaceAll(ADDRESS, "…") : value).slice(0, MAX_CRITERION),
  ]);
  const criteria: Record<string, string> = Object.fromEntries(short);
  await prisma.$transaction(async (tx) => {
    const at = await databaseNow(tx);
    const data = { list, format, rows, criteria };
    await recordActivity(tx, { type: "export.made", at, ...actorOf(by), subjectId, data });
  });
}
