import type { ViewedHistory } from "@/lib/activity/events";
import { recordActivity } from "@/lib/activity/record";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { requireRate } from "@/lib/require-rate";
import type { System, Viewer } from "@/lib/viewer";

/**
 * Repeated views of one history in one session are one event within this time, because pages refresh
 * themselves and users page through lists.
 */
const SAME_VIEW_MS = 3_600_000;

/**
 * Records that a user views a history. Callers await it before they return any data, so that every view is
 * recorded. A view of one's own history is not recorded, nor one from the terminal, which has no user to
 * name.
 *
 * @param subjectId - user whose history is viewed; null: all users
 * @throws AppError `too_many` when the user has viewed too many histories
 */
export async function recordView(
  by: Viewer | System,
  viewed: ViewedHistory,
  subjectId: string | null,
): Promise<void> {
  if ("system" in by || by.userId === subjectId) return;
  const { userId: actorId, sessionId } = by;
  const at = await databaseNow();
  const recorded = await prisma.activityEvent.findFirst({
    where: {
      sessionId,
      type: "history.viewed",
      subjectId,
      at: { gt: new Date(at.getTime() - SAME_VIEW_MS) },
      data: { equals: { place: viewed } },
    },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  if (recorded || (subjectId && !(await userExists(subjectId)))) return;
  requireRate(by, "view");
  await prisma.$transaction((tx) =>
    recordActivity(tx, {
      type: "history.viewed",
      at,
      actorId,
      subjectId,
      sessionId,
      data: { place: viewed },
    }),
  );
}

/**
 * Returns whether there is such a user: the id may come from the address of a page, which can hold any id.
 */
async function userExists(userId: string): Promise<boolean> {
  return (await prisma.user.count({ where: { id: userId } })) > 0;
}
