/**
 * A session is in contact for this long after its last contact. Open tabs report every 25 s, and at least
 * once a minute in the background, where browsers slow timers down.
 */
export const ONLINE_WINDOW_MS = 75_000;
/** A session is active for this long after the last thing that a human did in it. */
export const ACTIVE_WINDOW_MS = 5 * 60_000;

/** Every presence, from the most to the least present. */
export const PRESENCES = ["online", "away", "offline", "never"] as const;

export type Presence = (typeof PRESENCES)[number];

/** The stored facts from which presence is computed. */
export interface PresenceFacts {
  lastContactAt: Date;
  lastActivityAt: Date;
  logoutTime: Date | null;
}

/**
 * Returns the presence of one session at `now`. Presence is computed at each read and never stored, so that
 * it is right without any write. `isOnline` in presence-sql.ts is the same rule in SQL.
 *
 * - An ended session is `offline`. The rule does not know limits: `sessionAsOf` applies them first.
 * - A session with contact within {@link ONLINE_WINDOW_MS} and activity within {@link ACTIVE_WINDOW_MS} is
 *   `online`.
 * - Every other open session is `away`.
 */
export function presenceAt(session: PresenceFacts, now: Date): Exclude<Presence, "never"> {
  if (session.logoutTime) return "offline";
  const inContact = now.getTime() - session.lastContactAt.getTime() <= ONLINE_WINDOW_MS;
  const active = now.getTime() - session.lastActivityAt.getTime() <= ACTIVE_WINDOW_MS;
  return inContact && active ? "online" : "away";
}

/**
 * Returns the presence of a user: the best presence among the open sessions.
 *
 * @param everConnected - decides between `offline` and `never` when no session is open
 */
export function bestPresence(open: PresenceFacts[], everConnected: boolean, now: Date): Presence {
  const each = open.map((session) => presenceAt(session, now));
  if (each.includes("online")) return "online";
  if (each.includes("away")) return "away";
  return everConnected ? "offline" : "never";
}
