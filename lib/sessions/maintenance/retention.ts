import { addDays, dayOf, startOfDate } from "@/lib/calendar/zone-days";
import { prisma } from "@/lib/db/client";
import { type Env, env } from "@/lib/env";
import type { System } from "@/lib/viewer";

export interface Retention {
  /** What ended on this day or later keeps its addresses and agent: `2025-11-11`, of the organisation's calendar. */
  since: string;
  /** The first instant of that day. */
  before: Date;
}

/**
 * What is old enough to be anonymised at `now`, by whole days of the organisation's calendar: what ended so many days ago is kept until that
 * day is over, and then goes with all of its day at once.
 *
 * @returns null when it is kept for ever
 */
export function retentionAt(
  now: Date,
  { retentionDays, timeZone }: Pick<Env, "retentionDays" | "timeZone"> = env(),
): Retention | null {
  if (retentionDays === 0) return null;
  const since = addDays(dayOf(now, timeZone), -retentionDays);
  return { since, before: startOfDate(since, timeZone) };
}

/** How many sessions ended before `before` and still have what is to go. */
export async function countToAnonymise(_system: System, { before }: Retention): Promise<number> {
  const [row] = await prisma.$queryRaw<[{ sessions: number }]>`
    SELECT count(*)::int AS sessions FROM user_session WHERE logout_time < ${before} AND anonymised_at IS NULL`;
  return row.sessions;
}
