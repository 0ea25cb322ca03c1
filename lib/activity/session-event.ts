/** Maximum number of events that a page lists for a session. The page shows when there are more. */
export const MAX_SESSION_EVENTS = 200;

/** An event within a session, or about it. */
export interface SessionEvent {
  id: string;
  at: string;
  /** A type of lib/activity/events.ts, or one that a later version of the product has written. */
  type: string;
  /** The part that changed in a `session.client_changed`; null for every other event. */
  changed: "network" | "browser" | "both" | null;
  /** Name of the acting user; null: the system. */
  actor: string | null;
  /** Name of the user concerned; null: no single user. */
  subject: string | null;
}
