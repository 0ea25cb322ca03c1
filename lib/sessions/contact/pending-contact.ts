/** What is known of a session since the last write. Instants are on this process's own steady clock, ms. */
export interface PendingContact {
  /** Hash of the session's key. */
  sessionKey: string;
  /** The latest. */
  contactAt: number;
  /** From the first activity to the latest no pause was as long as the idle limit. */
  activity: { firstAt: number; lastAt: number } | null;
  ipAddress: string | null;
  userAgent: string | null;
}

/**
 * Joins what was noted of one session, so that what outlasts an outage of the database is judged as if each had been written at once:
 * whatever comes when the session has been idle for too long counts for nothing.
 */
export function joinContacts(earlier: PendingContact, later: PendingContact, idleMs: number): PendingContact {
  const known = earlier.activity;
  const resumedAt = later.activity?.firstAt ?? later.contactAt;
  if (known && resumedAt - known.lastAt >= idleMs) return earlier;
  return {
    sessionKey: later.sessionKey,
    contactAt: later.contactAt,
    activity:
      known && later.activity
        ? { firstAt: known.firstAt, lastAt: later.activity.lastAt }
        : (later.activity ?? known),
    ipAddress: later.ipAddress ?? earlier.ipAddress,
    userAgent: later.userAgent ?? earlier.userAgent,
  };
}
