/**
 * Body of `GET /api/admin/sessions/revoke`: the sessions that a filter would end, without the one of the
 * request.
 */
export interface RevocationPreview {
  people: number;
  sessions: number;
  /**
   * Ids of all of them, so that a request can end exactly these; null when they are more than `MAX_NAMED`.
   */
  sessionIds: string[] | null;
  /** The first users, by name. */
  users: { name: string; username: string }[];
}
