import { z } from "zod";
import { MAX_SESSION_EVENTS, type SessionEvent } from "@/lib/activity/session-event";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import type { Admin } from "@/lib/viewer";

const Kind = z.enum(["network", "browser"]);
const Change = z.object({ changed: z.tuple([Kind]).rest(Kind) });

/**
 * Lists the recorded events of a session, in the order of recording. Returns at most one more than
 * `MAX_SESSION_EVENTS`: the extra event means that there are more than are shown.
 */
export async function listSessionEvents(_admin: Admin, sessionId: string): Promise<SessionEvent[]> {
  const events = await prisma.activityEvent.findMany({
    where: { sessionId },
    orderBy: { id: "asc" },
    take: MAX_SESSION_EVENTS + 1,
    select: { id: true, at: true, type: true, data: true, actorId: true, subjectId: true },
  });
  const ids = [...new Set(events.flatMap(({ actorId, subjectId }) => [actorId, subjectId]))];
  const users = await prisma.user.findMany({
    where: { id: { in: ids.filter((id) => id !== null) } },
    take: ids.length,
    select: { id: true, name: true },
  });
  const nameOf = new Map(users.map(({ id, name }) => [id, name]));
  return events.map(({ id, at, type, data, actorId, subjectId }) => ({
    id: String(id),
    at: toLocalIso(at, env().timeZone),
    type,
    changed: changeOf(data),
    actor: nameOf.get(actorId ?? "") ?? null,
    subject: nameOf.get(subjectId ?? "") ?? null,
  }));
}

function changeOf(data: unknown): SessionEvent["changed"] {
  const change = Change.safeParse(data);
  if (!change.success) return null;
  const [first, second] = change.data.changed;
  return second ? "both" : first;
}
