/** What of a session is revoked by: the body of `POST /api/admin/sessions/revoke`, without its reason. */
type Chosen =
  | { sessionIds: string[] }
  | { userIds: string[] }
  | { filter: { q: string; role: string | null; status: string | null } };

export interface RevocationTarget {
  chosen: Chosen;
  /** Of the people; those of a filter the server says. */
  names: string[];
}

/** Where a revocation is: nothing has been sent before `sending`. */
export type RevocationStep =
  | { kind: "rest" }
  | { kind: "confirm"; target: RevocationTarget }
  | { kind: "countdown"; target: RevocationTarget; people: number; reason: string }
  | { kind: "sending" }
  | { kind: "done"; ended: number }
  | { kind: "stopped" }
  | { kind: "failed"; reason: string };
