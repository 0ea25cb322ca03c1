import type { EndReason, Role } from "@/lib/db/generated/enums";

/** Who did it (null: the system), to whom (null: to nobody in particular), within which session, and when (UTC, ms). */
interface Circumstances {
  at: Date;
  actorId: string | null;
  subjectId: string | null;
  sessionId: string | null;
}

/** What is said of a person, as far as it changed. */
type AccountData = { username?: string; name?: string; email?: string | null };

type Ending = { reason: EndReason; at: string };

/** Where the history can be read. */
export type ViewedHistory = "sessions" | "session" | "person" | "timeline" | "connection_time";

/** Everything that the record knows; stored types are never renamed. A change says what was before and what came after. */
export type ActivityEvent = Circumstances &
  (
    | { type: "session.opened"; data: Record<string, never> }
    | { type: "session.ended"; data: { reason: EndReason; note?: string } }
    // A sign-out that came while the database was away takes the place of what was written for want of it.
    | { type: "session.end_corrected"; data: { before: Ending; after: Ending } }
    | { type: "user.created"; data: { username: string; name: string; email: string | null; role: Role } }
    | { type: "user.changed"; data: { before: AccountData; after: AccountData } }
    | { type: "user.role_changed"; data: { before: { role: Role }; after: { role: Role } } }
    | { type: "user.disabled"; data: { before: { disabled: false }; after: { disabled: true } } }
    | { type: "user.enabled"; data: { before: { disabled: true }; after: { disabled: false } } }
    // An activation code takes the place of the password, if there was one.
    | { type: "user.code_issued"; data: { before: { password: boolean }; after: { password: false } } }
    | { type: "user.activated"; data: { before: { password: false }; after: { password: true } } }
    | { type: "user.password_changed"; data: Record<string, never> }
    // What left the product as a file: which list, how much of it, narrowed to what.
    | {
        type: "export.made";
        data: { list: string; format: string; rows: number; criteria: Record<string, string> };
      }
    // Addresses and agents that were taken away because of their age: of sessions that ended before `before`.
    | { type: "sessions.anonymised"; data: { sessions: number; before: string } }
    // An administrator looked at when people connect: at one person's (the subject) or at everybody's.
    | { type: "history.viewed"; data: { place: ViewedHistory } }
    // The database of another moment took the place of the one before; every session that was open in it ended.
    | { type: "database.restored"; data: { from: "backup" | "kept"; asOf: string | null; ended: number } }
    | { type: "user.unlocked"; data: { before: { failures: number }; after: { failures: 0 } } }
  );
