import type { ViewedHistory } from "@/lib/activity/events";
import { recordActivity } from "@/lib/activity/record";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import type { System, Viewer } from "@/lib/viewer";

/** Pages refresh themselves, and people turn them: within it the same look is one look. */
const ONE_LOOK_MS = 3_600_000;

/**
 * Who looks at whose history is an event itself, written before anything is shown. One's own is not, and the terminal is nobody whom the
 * record could name.
 *
 * @param subjectId - null: everybody's
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
      at: { gt: new Date(at.getTime() - ONE_LOOK_MS) },
      data: { equals: { place: viewed } },
    },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  if (recorded || (subjectId && !(await isSomebody(subjectId)))) return;
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

/** An address can name anybody. */
async function isSomebody(userId: string): Promise<boolean> {
  return (await prisma.user.count({ where: { id: userId } })) > 0;
}
