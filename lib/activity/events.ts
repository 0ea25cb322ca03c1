import type { EndReason, Role } from "@/lib/db/generated/enums";

/** Who did it (null: the system), to whom, within which session, and when (UTC, ms). */
interface Circumstances {
  at: Date;
  actorId: string | null;
  subjectId: string;
  sessionId: string | null;
}

/** Everything that the record knows; stored types are never renamed. */
export type ActivityEvent = Circumstances &
  (
    | { type: "session.opened"; data: Record<string, never> }
    | { type: "session.ended"; data: { reason: EndReason } }
    | { type: "user.created"; data: { role: Role } }
  );
