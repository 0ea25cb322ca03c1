import type { System, Viewer } from "@/lib/viewer";

/** Returns the actor and the session of a recorded event; both null for the program itself. */
export function actorOf(by: Viewer | System): { actorId: string | null; sessionId: string | null } {
  return "system" in by
    ? { actorId: null, sessionId: null }
    : { actorId: by.userId, sessionId: by.sessionId };
}
