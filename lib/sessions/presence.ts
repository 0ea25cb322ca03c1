/** A tab counts as alive for this long after its last contact. */
export const ONLINE_WINDOW_MS = 75_000;
/** A person counts as active for this long after their last activity. */
export const ACTIVE_WINDOW_MS = 5 * 60_000;

/** From the most to the least present. */
export const STATUSES = ["online", "away", "offline", "never"] as const;

export type Presence = (typeof STATUSES)[number];

export interface PresenceFacts {
  lastContactAt: Date;
  lastActivityAt: Date;
  logoutTime: Date | null;
}

/** Presence of one session: computed when read, never stored. `isOnline` in presence-sql.ts is the same rule. */
export function presenceAt(session: PresenceFacts, now: Date): Exclude<Presence, "never"> {
  if (session.logoutTime) return "offline";
  const inContact = now.getTime() - session.lastContactAt.getTime() <= ONLINE_WINDOW_MS;
  const active = now.getTime() - session.lastActivityAt.getTime() <= ACTIVE_WINDOW_MS;
  return inContact && active ? "online" : "away";
}

/** Presence of a person: the best of their sessions. */
export function bestPresence(open: PresenceFacts[], everConnected: boolean, now: Date): Presence {
  const each = open.map((session) => presenceAt(session, now));
  if (each.includes("online")) return "online";
  if (each.includes("away")) return "away";
  return everConnected ? "offline" : "never";
}
