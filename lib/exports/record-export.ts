import { recordActivity } from "@/lib/activity/record";
import { actorOf } from "@/lib/actors/actor";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import type { Format } from "@/lib/exports/table/export-formats";
import type { ExportTable } from "@/lib/exports/table/export-table";
import type { System, Viewer } from "@/lib/viewer";

/** Maximum length of a recorded criterion in characters. */
const MAX_CRITERION = 120;
/**
 * The criteria that a user types. Recorded events are kept for ever, and IP addresses are not: so each
 * address in these is replaced by `…`.
 */
const TYPED = ["q", "address"];
/**
 * An IP address or its beginning, with or without the length of a network, or a group of IPv6 such as `fe80`.
 */
const ADDRESS =
  /\d{1,3}(\.\d{0,3})+(\/\d+)?|[\da-f]*:[\da-f:.]*(\/\d+)?|\b(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{4}\b/gi;

/**
 * Records an export before any data is sent, so that an export that can't be recorded fails. An export that
 * breaks off later stays recorded.
 */
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
