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
