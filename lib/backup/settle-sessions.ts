import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { anonymiseSessions } from "@/lib/sessions/anonymise-sessions";
import { currentLimits } from "@/lib/sessions/current-limits";
import { endSession } from "@/lib/sessions/end-session";
import { expireSessions } from "@/lib/sessions/expire-sessions";
import { retentionAt } from "@/lib/sessions/retention";
import { SYSTEM } from "@/lib/viewer";

const SLICE = 500;

/**
 * Makes the sessions of another time fit for now, in a database that nobody else uses yet. None stays open: it may have been ended since, by whom and
 * why this database can't know, so contact with it was lost when it was last heard. And what is too old by now loses its addresses.
 *
 * @returns how many it ended
 */
export async function settleSessions(): Promise<number> {
  const now = await databaseNow();
  const ended = (await expireAll(now)) + (await endAll());
  const retention = retentionAt(now);
  while (retention && !(await anonymiseSessions(SYSTEM, retention, now)).complete);
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
