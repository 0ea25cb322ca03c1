/** More than most people do within one session: the first of them are listed, and that there are more is said. */
export const MAX_SESSION_EVENTS = 200;

/** Something that was done within a session, or to it. */
export interface SessionEvent {
  id: string;
  at: string;
  /** One of the types of lib/activity/events.ts, or one that a later version knows. */
  type: string;
  /** Names; null for the system, and for nobody in particular. */
  actor: string | null;
  subject: string | null;
}
