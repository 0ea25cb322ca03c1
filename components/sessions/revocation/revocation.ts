import type { UsersView } from "@/lib/sessions/active-users/users-view";

/** What of a session is revoked by: the body of `POST /api/admin/sessions/revoke`, without its reason. */
type Chosen = { sessionIds: string[] } | { userIds: string[] } | { filter: RevocationFilter };

/** Whom the list is narrowed to. */
export type RevocationFilter = Pick<UsersView, "q" | "role" | "status">;

/** Somebody, or one session of theirs: people share names, and one person has several sessions. */
export interface NamedUser {
  name: string;
  username: string;
  /** Of the session. */
  loginTime?: string;
  ipAddress?: string | null;
}

/** Whose sessions are to end; the server says whose a filter's are. */
export interface RevocationTarget {
  chosen: Chosen;
  /** As many as can be named, each session by itself where sessions were chosen. */
  whom: NamedUser[];
  people: number;
  sessions: number;
}

/** Where a revocation is: nothing has been sent before `sending`. */
export type RevocationStep =
  | { kind: "rest" }
  | { kind: "confirm"; target: RevocationTarget; onDone?: () => void }
  | { kind: "countdown"; target: RevocationTarget; reason: string; onDone?: () => void }
  | { kind: "sending" }
  | { kind: "done"; ended: number; complete: boolean }
  | { kind: "stopped" }
  | { kind: "failed"; reason: string };
