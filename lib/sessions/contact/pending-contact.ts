/** Contact of one session that is not written yet. Instants are `performance.now()` of this process (ms). */
export interface PendingContact {
  /** Hash of the session's key. */
  sessionKeyHash: string;
  /** The latest contact. */
  contactAt: number;
  /**
   * The first and the latest activity; no pause between them is as long as the idle limit. Null: no activity.
   */
  activity: { firstAt: number; lastAt: number } | null;
  ipAddress: string | null;
  userAgent: string | null;
}

/**
 * Joins two pending contacts of one session. The result extends the session as if each contact had been
 * written when it came, so that an outage of the database changes no ending: a contact after a pause of the
 * idle limit is dropped.
 */
export function joinContacts(earlier: PendingContact, later: PendingContact, idleMs: number): PendingContact {
  const { activity } = earlier;
  const resumedAt = later.activity?.firstAt ?? later.contactAt;
  if (activity && resumedAt - activity.lastAt >= idleMs) return earlier;
  return {
    sessionKeyHash: later.sessionKeyHash,
    contactAt: later.contactAt,
    activity:
      activity && later.activity
        ? { firstAt: activity.firstAt, lastAt: later.activity.lastAt }
        : (later.activity ?? activity),
    ipAddress: later.ipAddress ?? earlier.ipAddress,
    userAgent: later.userAgent ?? earlier.userAgent,
  };
}
