/** Body of `GET /api/admin/sessions/revoke`: whom a filter would sign out, the session that asks left out. */
export interface RevocationPreview {
  people: number;
  sessions: number;
  /** All of them, so that exactly these can be ended; null when they are too many to be named. */
  sessionIds: string[] | null;
  /** The first of them. */
  whom: { name: string; username: string }[];
}
