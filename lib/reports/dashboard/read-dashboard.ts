import { toLocalIso } from "@/lib/calendar/local-iso";
import { startOfDayAt } from "@/lib/calendar/zone-days";
import { Prisma, prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { env } from "@/lib/env";
import type { Dashboard } from "@/lib/reports/dashboard/dashboard";
import { readConnectedCurve } from "@/lib/reports/dashboard/read-connected-curve";
import { countPresence } from "@/lib/sessions/active-users/count-presence";
import { listRecentlyEndedSessions } from "@/lib/sessions/active-users/list-sessions";
import { currentLimits } from "@/lib/sessions/current-limits";
import type { Admin } from "@/lib/viewer";

const RECENT_ENDINGS = 8;

/**
 * Reads the dashboard, for the page and for its JSON. The queries read only the last day and the open
 * sessions, so that their cost doesn't grow with the history.
 */
export async function readDashboard(_admin: Admin): Promise<Dashboard> {
  const limits = currentLimits();
  const now = await databaseNow();
  const { timeZone } = env();
  const since = startOfDayAt(now, timeZone);
  const [counts, today, recent, lastDay] = await Promise.all([
    countPresence(now, limits),
    countSignIns(since),
    listRecentlyEndedSessions(RECENT_ENDINGS, limits, now),
    readConnectedCurve(limits, now),
  ]);
  return {
    generatedAt: toLocalIso(now, timeZone),
    counts,
    today: { since: toLocalIso(since, timeZone), ...today },
    recent,
    lastDay,
  };
}

/**
 * Counts the accepted and the refused sign-ins since the start of the day. Refusals are stored per quarter of
 * an hour; that is exact, because in every zone a day begins at one.
 */
async function countSignIns(since: Date): Promise<{ signIns: number; refused: number }> {
  const [counted] = await prisma.$queryRaw<[{ signIns: number; refused: number }]>(Prisma.sql`
    SELECT
      (SELECT count(*)::int FROM user_session WHERE login_time >= ${since}) AS "signIns",
      (SELECT COALESCE(sum(refusals), 0)::int FROM refused_sign_in WHERE quarter >= ${since}) AS refused`);
  return counted;
}
