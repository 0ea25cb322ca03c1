import { Prisma, prisma } from "@/lib/db/client";

/**
 * `sign_in`: a wrong password, an unknown name, or an attempt that must wait. `code`: a wrong activation
 * code. `access`: a page or handler for which a signed-in user does not have the right.
 */
export type RefusalKind = "sign_in" | "code" | "access";

export interface CountedRefusals {
  kind: RefusalKind;
  userId: string | null;
  network: string | null;
  known: boolean;
  refusals: number;
}

/** Old rows that a new quarter deletes at most: more than the one it adds, so the table stays small. */
const CLEARED_PER_QUARTER = 10;
const KEPT_DAYS = 400;

/**
 * Adds refused attempts to the quarter of an hour of the database's clock. Refused sign-ins also count for
 * the figure on the dashboard, which is kept longer and names neither a user nor a network.
 */
export async function writeRefusals(counted: CountedRefusals[]): Promise<void> {
  const [{ began }] = await prisma.$queryRaw<[{ began: boolean }]>(Prisma.sql`
    WITH counted AS (
      SELECT date_bin('15 minutes', clock_timestamp(), 'epoch') AS quarter, c.*
      FROM json_to_recordset(${JSON.stringify(counted)}::json)
        AS c (kind text, "userId" uuid, network inet, known boolean, refusals int)
    ), by_user AS (
      INSERT INTO refusal AS r (quarter, kind, user_id, network, known, refusals)
      SELECT quarter, kind, "userId", network, known, refusals FROM counted
      ORDER BY kind, "userId", network, known
      ON CONFLICT (quarter, kind, user_id, network, known) DO UPDATE SET refusals = r.refusals + EXCLUDED.refusals
    ), signed_in AS (
      INSERT INTO refused_sign_in AS r (quarter, refusals)
      SELECT quarter, sum(refusals) FROM counted WHERE kind = 'sign_in' GROUP BY quarter
      ON CONFLICT (quarter) DO UPDATE SET refusals = r.refusals + EXCLUDED.refusals
      RETURNING xmax = 0 AS began
    )
    SELECT COALESCE((SELECT bool_or(began) FROM signed_in), false) AS began`);
  if (began) await clearOldQuarters();
}

async function clearOldQuarters(): Promise<void> {
  await prisma.$executeRaw(Prisma.sql`
    DELETE FROM refused_sign_in WHERE quarter IN (
      SELECT quarter FROM refused_sign_in
      WHERE quarter < clock_timestamp() - ${KEPT_DAYS} * interval '1 day'
      ORDER BY quarter LIMIT ${CLEARED_PER_QUARTER} FOR UPDATE SKIP LOCKED
    )`);
}
