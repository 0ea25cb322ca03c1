import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import { processWide } from "@/lib/process-wide";

/** How far the database's clock is ahead of this machine's, when it was last asked. */
const ahead = processWide("clock", () => ({ ms: 0 }));

/** The database's clock, ms precision: every stored instant comes from it, so that instances agree. */
export async function databaseNow(tx: Transaction = prisma): Promise<Date> {
  const [row] = await tx.$queryRaw<[{ now: Date }]>(
    Prisma.sql`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`,
  );
  ahead.ms = row.now.getTime() - Date.now();
  return row.now;
}

/** The same without asking, by the offset of the last time: for comparing, never for storing. */
export function estimatedNow(): Date {
  return new Date(Date.now() + ahead.ms);
}
