import { recordActivity } from "@/lib/activity/record";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { currentLimits } from "@/lib/sessions/current-limits";
import { endSession } from "@/lib/sessions/lifecycle/end-session";
import { anonymiseSessions } from "@/lib/sessions/maintenance/anonymise-sessions";
import { expireSessions } from "@/lib/sessions/maintenance/expire-sessions";
import { retentionAt } from "@/lib/sessions/maintenance/retention";
import { SYSTEM } from "@/lib/viewer";

/** Number of open sessions that are read at once. */
const SLICE = 500;

/** Origin of a restored database, as the record of activity names it. */
export interface RestoreSource {
  /** `backup`: a file; `kept`: the database that an earlier restore replaced. */
  from: "backup" | "kept";
  /** Time of the data, RFC 3339 in UTC; null when it is not known. */
  asOf: string | null;
}

/**
 * Brings the sessions of a restored database up to date, before anybody else uses that database:
 *
 * - Ends all open sessions. A session may have ended after the backup, at a time and for a reason that this
 *   database does not have. So it ends as LOST_CONTACT at its last contact, or by its limits
 *   when it is past them.
 * - Removes the addresses and browsers that are older than the retention period.
 * - Records `database.restored`, which explains why later events are missing.
 *
 * @returns the number of sessions that it ended
 */
export async function endRestoredSessions(source: RestoreSource): Promise<number> {
  const now = await databaseNow();
  const ended = (await expireAll(now)) + (await endAll());
  const retention = retentionAt(now);
  while (retention && !(await anonymiseSessions(SYSTEM, retention, now)).complete);
  await prisma.$transaction((tx) =>
    recordActivity(tx, {
      type: "database.restored",
      at: now,
      ...{ actorId: null, subjectId: null, sessionId: null },
      data: { ...source, ended },
    }),
  );
  return ended;
}

async function expireAll(now: Date): Promise<number> {
  const ended = await expireSessions(currentLimits(), now);
  return ended === 0 ? 0 : ended + (await expireAll(now));
}

async function endAll(): Promise<number> {
  const open = await prisma.userSession.findMany({
    where: { logoutTime: null },
    select: { id: true, lastContactAt: true },
    orderBy: { id: "asc" },
    take: SLICE,
  });
  for (const { id, lastContactAt: at } of open)
    await prisma.$transaction((tx) => endSession(tx, id, { reason: "LOST_CONTACT", at, actorId: null }));
  return open.length === 0 ? 0 : open.length + (await endAll());
}
