import { recordActivity } from "@/lib/activity/record";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { currentLimits } from "@/lib/sessions/current-limits";
import { endSession } from "@/lib/sessions/lifecycle/end-session";
import { anonymiseSessions } from "@/lib/sessions/maintenance/anonymise-sessions";
import { expireSessions } from "@/lib/sessions/maintenance/expire-sessions";
import { retentionAt } from "@/lib/sessions/maintenance/retention";
import { SYSTEM } from "@/lib/viewer";

const SLICE = 500;

/** Where the database comes from, and the moment that it is of; null where that isn't known. */
export interface RestoreSource {
  from: "backup" | "kept";
  asOf: string | null;
}

/**
 * Makes the sessions of another time fit for now, in a database that nobody else uses yet. None stays open: it may have been ended since, by whom and
 * why this database can't know, so contact with it was lost when it was last heard. And what is too old by now loses its addresses. The record
 * of the database says that it was restored, so that what is missing from it has a reason.
 *
 * @returns how many it ended
 */
export async function endRestoredSessions(origin: RestoreSource): Promise<number> {
  const now = await databaseNow();
  const ended = (await expireAll(now)) + (await endAll());
  const retention = retentionAt(now);
  while (retention && !(await anonymiseSessions(SYSTEM, retention, now)).complete);
  await prisma.$transaction((tx) =>
    recordActivity(tx, {
      type: "database.restored",
      at: now,
      ...{ actorId: null, subjectId: null, sessionId: null },
      data: { ...origin, ended },
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
