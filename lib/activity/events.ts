import type { EndReason, Role } from "@/lib/db/generated/enums";

/** The fields that every event has. */
interface Circumstances {
  /** UTC, to the millisecond. */
  at: Date;
  /** User who acted; null: the system. */
  actorId: string | null;
  /** User concerned; null: no single user. */
  subjectId: string | null;
  /** Session within which it happened, or that it concerns. */
  sessionId: string | null;
}

/** Fields of an account; only those that changed. */
type AccountData = { username?: string; name?: string; email?: string | null };

type Refused = { from: string; refusals: number; networks: number; known: number; otherUsers: number };
/** Browser and system by the names of `browser_of` and `system_of` in SQL; null: no agent. */
type Client = { browser: string | null; system: string | null };

type Ending = { reason: EndReason; at: string };

/** Place where an administrator can read the history. */
export type ViewedHistory = "sessions" | "session" | "person" | "timeline" | "connection_time";

/**
 * Every event that is recorded. Stored types are never renamed. An event of a change has the values before
 * and after it.
 */
export type ActivityEvent = Circumstances &
  (
    | { type: "session.opened"; data: Record<string, never> }
    | { type: "session.ended"; data: { reason: EndReason; note?: string } }
    // A sign-out from an outage of the database replaces the ending that was written without it.
    | { type: "session.end_corrected"; data: { before: Ending; after: Ending } }
    // The network or the agent of an open session changed. The record is kept for ever, so it has no address
    // and no agent.
    | {
        type: "session.client_changed";
        data: { changed: ("network" | "browser")[]; before: Client; after: Client };
      }
    | { type: "user.created"; data: { username: string; name: string; email: string | null; role: Role } }
    | { type: "user.changed"; data: { before: AccountData; after: AccountData } }
    | { type: "user.role_changed"; data: { before: { role: Role }; after: { role: Role } } }
    | { type: "user.disabled"; data: { before: { disabled: false }; after: { disabled: true } } }
    | { type: "user.enabled"; data: { before: { disabled: true }; after: { disabled: false } } }
    // An activation code replaces the password, if there was one.
    | { type: "user.code_issued"; data: { before: { password: boolean }; after: { password: false } } }
    | { type: "user.activated"; data: { before: { password: false }; after: { password: true } } }
    | { type: "user.password_changed"; data: Record<string, never> }
    // A list was exported as a file: its name, its number of rows and its filters. Events before 2026-11-28
    // call the list of accounts `people` and its filter by status `standing`.
    | {
        type: "export.made";
        data: { list: string; format: string; rows: number; criteria: Record<string, string> };
      }
    // Addresses and agents of sessions that ended before `before` were removed because of their age.
    | { type: "sessions.anonymised"; data: { sessions: number; before: string } }
    // An administrator viewed the history of one user (the subject) or of all users.
    | { type: "history.viewed"; data: { place: ViewedHistory } }
    // A database from `asOf` replaced the former one. The sessions that were open in it ended: `ended` is
    // their number.
    | { type: "database.restored"; data: { from: "backup" | "kept"; asOf: string | null; ended: number } }
    // Refused attempts of the quarter of an hour that began at `from` and ended at `at`: on an account (the
    // subject), or by a signed-in user without the right (the actor). An event without a user counts names
    // that nobody has, and users beyond those that have an event of their own. `networks`: how many addresses
    // (IPv6: /64) they came from; `known`: how many came from a known browser of the user.
    | { type: "sign_in.refused"; data: Refused }
    | { type: "code.refused"; data: Refused }
    | { type: "access.refused"; data: Refused }
    | { type: "user.unlocked"; data: { before: { failures: number }; after: { failures: 0 } } }
  );
