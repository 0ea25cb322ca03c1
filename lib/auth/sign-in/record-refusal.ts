import { Prisma, prisma } from "@/lib/db/client";
import { describeBug, log } from "@/lib/log";

/** Old rows that a new quarter deletes at most: more than the one it adds, so the table stays small. */
const CLEARED_PER_QUARTER = 10;
const KEPT_DAYS = 400;

/**
 * Counts a refused sign-in in its quarter of an hour, by the database's clock. Stores nothing about the
 * user. The count is a figure for administrators and protects nothing, so a failure to count changes no
 * answer.
 */
export async function recordRefusal(): Promise<void> {
  try {
    const [{ refusals }] = await prisma.$queryRaw<[{ refusals: number }]>(Prisma.sql`
      INSERT INTO refused_sign_in AS r (quarter, refusals)
      VALUES (date_bin('15 minutes', clock_timestamp(), 'epoch'), 1)
      ON CONFLICT (quarter) DO UPDATE SET refusals = r.refusals + 1
      RETURNING refusals`);
    if (refusals === 1) await clearOldQuarters();
  } catch (error) {
    log.warn({ event: "refusal.not_counted", ...describeBug(error) });
  }
}

async function clearOldQuarters(): Promise<void> {
  await prisma.$executeRaw(Prisma.sql`
    DELETE FROM refused_sign_in WHERE quarter IN (
      SELECT quarter FROM refused_sign_in
      WHERE quarter < clock_timestamp() - ${KEPT_DAYS} * interval '1 day'
      ORDER BY quarter LIMIT ${CLEARED_PER_QUARTER} FOR UPDATE SKIP LOCKED
    )`);
}
