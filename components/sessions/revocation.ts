import type { UsersView } from "@/lib/sessions/users-view";

/** What of a session is revoked by: the body of `POST /api/admin/sessions/revoke`, without its reason. */
type Chosen = { sessionIds: string[] } | { userIds: string[] } | { filter: RevocationFilter };

/** Whom the list is narrowed to. */
export type RevocationFilter = Pick<UsersView, "q" | "role" | "status">;

/** Whose sessions are to end; the server says whose a filter's are. */
export interface RevocationTarget {
  chosen: Chosen;
  /** Of the people. */
  names: string[];
  sessions: number;
}

/** As the question shows it, and as it is then done. */
export interface Who extends RevocationTarget {
  people: number;
}

/** Where a revocation is: nothing has been sent before `sending`. */
export type RevocationStep =
  | { kind: "rest" }
  | { kind: "confirm"; target: RevocationTarget; onDone?: () => void }
  | { kind: "countdown"; who: Who; reason: string; onDone?: () => void }
  | { kind: "sending" }
  | { kind: "done"; ended: number; complete: boolean }
  | { kind: "stopped" }
  | { kind: "failed"; reason: string };
