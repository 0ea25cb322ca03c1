import type { System, Viewer } from "@/lib/viewer";

/** Who does something, as the record names them; the program itself is nobody. */
export function actorOf(by: Viewer | System): { actorId: string | null; sessionId: string | null } {
  return "system" in by
    ? { actorId: null, sessionId: null }
    : { actorId: by.userId, sessionId: by.sessionId };
}
