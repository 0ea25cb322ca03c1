import type { EndReason } from "@/lib/db/generated/enums";
import { limitEnd, type SessionLimits } from "@/lib/sessions/limits";
import { type Presence, type PresenceFacts, presenceAt } from "@/lib/sessions/presence";

interface SessionFacts extends PresenceFacts {
  loginTime: Date;
  endReason: EndReason | null;
}

interface SessionState {
  status: Exclude<Presence, "never">;
  logoutTime: Date | null;
  endReason: EndReason | null;
}

/**
 * Returns the state of a session at `now`. A session past its limits has ended as {@link limitEnd} says, even
 * before the sweep writes that end.
 */
export function sessionAsOf(session: SessionFacts, limits: SessionLimits, now: Date): SessionState {
  const { logoutTime, endReason } = session;
  if (logoutTime) return { status: "offline", logoutTime, endReason };
  const end = limitEnd(session, limits, now);
  if (end) return { status: "offline", logoutTime: end.at, endReason: end.reason };
  return { status: presenceAt(session, now), logoutTime: null, endReason: null };
}
