import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import { processWide } from "@/lib/process-wide";

/** How far the database's clock is ahead of this machine's, as far as its answers tell; null: never asked. */
const ahead = processWide<{ ms: number | null }>("clock", () => ({ ms: null }));
const PRECISE_MS = 100;

/** The database's clock, ms precision: every stored instant comes from it, so that instances agree. */
export async function databaseNow(tx: Transaction = prisma): Promise<Date> {
  const asked = Date.now();
  const [row] = await tx.$queryRaw<[{ now: Date }]>(
    Prisma.sql`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`,
  );
  const heard = Date.now();
  // What took long to come may have been said at any moment of it: it corrects only what can't be true.
  const quick = heard - asked <= PRECISE_MS;
  if (quick || !isPossible(ahead.ms, row.now.getTime() - heard, row.now.getTime() - asked))
    ahead.ms = row.now.getTime() - (asked + heard) / 2;
  return row.now;
}

function isPossible(ms: number | null, least: number, most: number): boolean {
  return ms !== null && ms >= least && ms <= most;
}

/** The same without asking, by the offset of the last time: for comparing, and for what happens while the database can't be asked. */
export function estimatedNow(): Date {
  return new Date(Date.now() + (ahead.ms ?? 0));
}
