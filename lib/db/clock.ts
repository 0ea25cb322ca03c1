import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import { processWide } from "@/lib/process-wide";

/** Estimated skew: by how many ms the database's clock is ahead of ours; null before the first answer. */
const ahead = processWide<{ ms: number | null }>("clock", () => ({ ms: null }));
/** Longest round trip in milliseconds that always updates the estimate. The error is at most half of it. */
const PRECISE_MS = 100;

/**
 * Reads the database's clock, and updates the estimate of {@link estimatedNow}. Every stored instant comes
 * from this clock, so that instances with skewed clocks agree.
 *
 * @param tx - the transaction of the caller; returns the current time, not the start of the transaction
 * @returns the time in whole milliseconds
 * @throws the error of the query when the database does not answer
 */
export async function databaseNow(tx: Transaction = prisma): Promise<Date> {
  const asked = Date.now();
  const [row] = await tx.$queryRaw<[{ now: Date }]>(
    Prisma.sql`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`,
  );
  const answered = Date.now();
  // The database read its clock between `asked` and `answered`. A slow answer only bounds the skew, so it
  // corrects the estimate only when that lies outside the bounds.
  const quick = answered - asked <= PRECISE_MS;
  if (quick || !isPossible(ahead.ms, row.now.getTime() - answered, row.now.getTime() - asked))
    ahead.ms = row.now.getTime() - (asked + answered) / 2;
  return row.now;
}

function isPossible(ms: number | null, least: number, most: number): boolean {
  return ms !== null && ms >= least && ms <= most;
}

/**
 * Estimates the database's clock without a query: this machine's clock and the last known skew; without the
 * skew before the first answer. Use it to compare with stored instants, and during an outage of the database.
 */
export function estimatedNow(): Date {
  return new Date(Date.now() + (ahead.ms ?? 0));
}
