import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { toLocalIso } from "@/lib/local-iso";
import type { Admin } from "@/lib/viewer";

/** More than anybody does within one session; the first of them are listed. */
const MAX_EVENTS = 200;

/** Something that was done within a session, or to it. */
export interface SessionEvent {
  id: string;
  at: string;
  /** One of the types of lib/activity/events.ts, or one that a later version knows. */
  type: string;
  /** Names; null for the system, and for nobody in particular. */
  actor: string | null;
  subject: string | null;
}

/** What the record says of a session, in its order. */
export async function listSessionEvents(_admin: Admin, sessionId: string): Promise<SessionEvent[]> {
  const events = await prisma.activityEvent.findMany({
    where: { sessionId },
    orderBy: { id: "asc" },
    take: MAX_EVENTS,
    select: { id: true, at: true, type: true, actorId: true, subjectId: true },
  });
  const ids = [...new Set(events.flatMap(({ actorId, subjectId }) => [actorId, subjectId]))];
  const people = await prisma.user.findMany({
    where: { id: { in: ids.filter((id) => id !== null) } },
    take: ids.length,
    select: { id: true, name: true },
  });
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return events.map(({ id, at, type, actorId, subjectId }) => ({
    id: String(id),
    at: toLocalIso(at, env().timeZone),
    type,
    actor: nameOf.get(actorId ?? "") ?? null,
    subject: nameOf.get(subjectId ?? "") ?? null,
  }));
}
