import { addDays, dayOf, startOfDay } from "@/lib/calendar/zone-days";
import { prisma } from "@/lib/db/client";
import { type Env, env } from "@/lib/env";
import type { System } from "@/lib/viewer";

export interface Retention {
  /**
   * Sessions that ended on this day or later keep addresses and agent: `2025-11-11`, in the organisation's
   * calendar.
   */
  since: string;
  /** The first instant of that day. */
  before: Date;
}

/**
 * Computes which sessions are old enough to be anonymised at `now`. Age counts in whole days of the
 * organisation's calendar: all sessions that ended on one day become due at once, at midnight. Those that
 * ended exactly `retentionDays` days ago are still kept.
 *
 * @returns null when the settings keep addresses and agents for ever
 */
export function retentionAt(
  now: Date,
  { retentionDays, timeZone }: Pick<Env, "retentionDays" | "timeZone"> = env(),
): Retention | null {
  if (retentionDays === 0) return null;
  const since = addDays(dayOf(now, timeZone), -retentionDays);
  return { since, before: startOfDay(since, timeZone) };
}

/** Counts the sessions that ended before `before` and are not anonymised yet. */
export async function countToAnonymise(_system: System, { before }: Retention): Promise<number> {
  const [row] = await prisma.$queryRaw<[{ sessions: number }]>`
    SELECT count(*)::int AS sessions FROM user_session WHERE logout_time < ${before} AND anonymised_at IS NULL`;
  return row.sessions;
}
