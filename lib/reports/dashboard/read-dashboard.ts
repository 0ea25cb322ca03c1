import { toLocalIso } from "@/lib/calendar/local-iso";
import { startOfDay } from "@/lib/calendar/zone-days";
import { Prisma, prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { env } from "@/lib/env";
import { countConnected } from "@/lib/reports/dashboard/count-connected";
import type { Dashboard } from "@/lib/reports/dashboard/dashboard";
import { countPresence } from "@/lib/sessions/active-users/count-presence";
import { listRecentlyEndedSessions } from "@/lib/sessions/active-users/list-sessions";
import { currentLimits } from "@/lib/sessions/current-limits";
import type { Admin } from "@/lib/viewer";

const RECENT_ENDINGS = 8;

/** The dashboard: the page and its JSON are both this. Reads the last day and what is open, however long the history. */
export async function readDashboard(_admin: Admin): Promise<Dashboard> {
  const limits = currentLimits();
  const now = await databaseNow();
  const { timeZone } = env();
  const since = startOfDay(now, timeZone);
  const [counts, today, recent, lastDay] = await Promise.all([
    countPresence(now, limits),
    countSignIns(since),
    listRecentlyEndedSessions(RECENT_ENDINGS, limits, now),
    countConnected(limits, now),
  ]);
  return {
    generatedAt: toLocalIso(now, timeZone),
    counts,
    today: { since: toLocalIso(since, timeZone), ...today },
    recent,
    lastDay,
  };
}

/** Accepted and refused ones; refusals are counted by quarters of an hour, on which days begin everywhere. */
async function countSignIns(since: Date): Promise<{ signIns: number; refused: number }> {
  const [counted] = await prisma.$queryRaw<[{ signIns: number; refused: number }]>(Prisma.sql`
    SELECT
      (SELECT count(*)::int FROM user_session WHERE login_time >= ${since}) AS "signIns",
      (SELECT COALESCE(sum(refusals), 0)::int FROM refused_sign_in WHERE quarter >= ${since}) AS refused`);
  return counted;
}
