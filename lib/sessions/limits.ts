import type { EndReason } from "@/lib/db/generated/enums";
import { ONLINE_WINDOW_MS } from "@/lib/sessions/presence";

export interface SessionLimits {
  /** Without any human activity for this long, a session ends. */
  idleMs: number;
  /** However busy, a session ends this long after signing in. */
  maxAgeMs: number;
}

/** What `SESSION_MAX_HOURS` allows at most (lib/env.ts): the product makes no longer session, though the database forbids none. */
export const LONGEST_SESSION_MS = 7 * 24 * 3_600_000;

interface SilentSession {
  loginTime: Date;
  lastContactAt: Date;
  lastActivityAt: Date;
}

interface LimitEnd {
  at: Date;
  reason: Extract<EndReason, "IDLE_TIMEOUT" | "MAX_AGE" | "LOST_CONTACT">;
}

export interface Outage {
  /** How long ago the latest of the silent sessions had been heard when the server came back. */
  unheardMs: number;
  /** For how long the server has listened since. */
  listeningMs: number;
}

/** Tabs report within the online window; what the last of them say is written a few seconds later. */
export const RETURN_WINDOW_MS = ONLINE_WINDOW_MS + 5_000;

/**
 * The limits of a server that has just come back. While it was away nobody could report what they did, so that time is no idle time
 * until the tabs have had their say. Who had been idle for too long before is not let in by it, and the maximum age counts as ever.
 */
export function limitsAfterOutage(limits: SessionLimits, { unheardMs, listeningMs }: Outage): SessionLimits {
  if (listeningMs >= RETURN_WINDOW_MS) return limits;
  return { ...limits, idleMs: limits.idleMs + unheardMs + listeningMs };
}

/**
 * The one rule for the end of a silent session: it ends at the earlier of its two limits, noticed or not. If nothing had been
 * heard of it by then for longer than the online window, contact was lost, and its end is the last contact.
 *
 * @returns null while it is within both limits at `now`
 */
export function limitEnd(session: SilentSession, limits: SessionLimits, now: Date): LimitEnd | null {
  const idleAt = session.lastActivityAt.getTime() + limits.idleMs;
  const oldAt = session.loginTime.getTime() + limits.maxAgeMs;
  const endAt = Math.min(idleAt, oldAt);
  if (now.getTime() < endAt) return null;
  if (endAt - session.lastContactAt.getTime() > ONLINE_WINDOW_MS) {
    return { at: session.lastContactAt, reason: "LOST_CONTACT" };
  }
  return { at: new Date(endAt), reason: idleAt <= oldAt ? "IDLE_TIMEOUT" : "MAX_AGE" };
}

/**
 * Whether a session is open at `now`: not ended, and within its limits, whether its end by those is written
 * or not. `isOpen` and `openWhere` in presence-sql.ts are the same rule.
 */
export function isOpenAt(
  session: SilentSession & { logoutTime: Date | null },
  limits: SessionLimits,
  now: Date,
): boolean {
  return session.logoutTime === null && limitEnd(session, limits, now) === null;
}
