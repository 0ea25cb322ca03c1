import { Prisma, prisma, type Transaction } from "@/lib/db/client";

/** The database's clock, ms precision: every stored instant comes from it, so that instances agree. */
export async function databaseNow(tx: Transaction = prisma): Promise<Date> {
  const [row] = await tx.$queryRaw<[{ now: Date }]>(
    Prisma.sql`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`,
  );
  return row.now;
}
