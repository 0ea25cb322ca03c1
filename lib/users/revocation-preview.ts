/** Body of `GET /api/admin/sessions/revoke`: whom a filter would sign out, oneself left out. */
export interface RevocationPreview {
  people: number;
  sessions: number;
  /** Of the first of them. */
  names: string[];
}
