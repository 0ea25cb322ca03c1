import type { UsersView } from "@/lib/sessions/active-users/users-view";

/** Selects the sessions to revoke: the body of `POST /api/admin/sessions/revoke` without its reason. */
type Chosen = { sessionIds: string[] } | { userIds: string[] } | { filter: RevocationFilter };

/** The search and filters of the users table. */
export type RevocationFilter = Pick<UsersView, "q" | "role" | "status">;

/** A user, or one session of a user. Names are not unique, and a user may have several sessions. */
export interface NamedUser {
  name: string;
  username: string;
  /** Start of the session, RFC 3339. Absent for a user as a whole. */
  loginTime?: string;
  ipAddress?: string | null;
}

/** The sessions to end. For a filter, the server fills in the users and the counts. */
export interface RevocationTarget {
  chosen: Chosen;
  /**
   * The entries to list: one for each session that was picked, otherwise one for each user. A filter lists
   * only its first users.
   */
  users: NamedUser[];
  people: number;
  sessions: number;
}

/** The state of a revocation. Nothing is sent before `sending`. */
export type RevocationStep =
  | { kind: "rest" }
  | { kind: "confirm"; target: RevocationTarget; onDone?: () => void }
  | { kind: "countdown"; target: RevocationTarget; reason: string; onDone?: () => void }
  | { kind: "sending" }
  | { kind: "done"; ended: number; complete: boolean }
  | { kind: "stopped" }
  | { kind: "failed"; reason: string };
