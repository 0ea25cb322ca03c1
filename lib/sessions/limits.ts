import type { EndReason } from "@/lib/db/generated/enums";
import { ONLINE_WINDOW_MS } from "@/lib/sessions/presence";

export interface SessionLimits {
  /** A session ends when it has had no human activity for this long (ms). */
  idleMs: number;
  /** A session ends this long after its sign-in (ms), however active it is. */
  maxAgeMs: number;
}

/**
 * Maximum length of a session: the largest `SESSION_MAX_HOURS` that lib/env.ts accepts. The product never
 * writes a longer session. The database has no constraint for it.
 */
export const LONGEST_SESSION_MS = 7 * 24 * 3_600_000;

interface SessionTimes {
  loginTime: Date;
  lastContactAt: Date;
  lastActivityAt: Date;
}

interface LimitEnd {
  at: Date;
  reason: Extract<EndReason, "IDLE_TIMEOUT" | "MAX_AGE" | "LOST_CONTACT">;
}

/** The time in which the server could not receive contact, measured when this process started. */
export interface ServerOutage {
  /**
   * Age of the latest contact among the silent sessions at the start (ms): see lib/sessions/server-outage.ts.
   */
  silentMs: number;
  /** Time since the start (ms). */
  sinceStartMs: number;
}

/**
 * Time after a start until the contact of every open tab is in the database. Each tab reports within the
 * online window. The last reports are written up to 5 s later, because contact is written in batches.
 */
export const RETURN_WINDOW_MS = ONLINE_WINDOW_MS + 5_000;

/**
 * Returns the limits that apply after an outage of the server.
 *
 * During an outage no tab can report activity. So the idle limit grows by the length of the outage and by the
 * time since the start, until open tabs have had {@link RETURN_WINDOW_MS} to report. After that the normal
 * limits apply.
 *
 * A session that was already past its idle limit before the outage stays ended. The maximum age does not
 * change.
 */
export function limitsAfterOutage(
  limits: SessionLimits,
  { silentMs, sinceStartMs }: ServerOutage,
): SessionLimits {
  if (sinceStartMs >= RETURN_WINDOW_MS) return limits;
  return { ...limits, idleMs: limits.idleMs + silentMs + sinceStartMs };
}

/**
 * Returns the end of a session that has reached one of its limits. This is the only rule for such an end;
 * `limitEndSql` in presence-sql.ts is the same rule in SQL.
 *
 * - The session ends at the earlier of its two limits. The end does not depend on the time at which the
 *   product notices it, so every reader and every instance computes the same instant.
 * - If the last contact is older than the online window at that instant, contact was lost: the session ends
 *   at its last contact, with the reason `LOST_CONTACT`.
 * - Otherwise the reason is the limit that was reached first. `IDLE_TIMEOUT` wins when both are reached at
 *   once.
 *
 * @returns null while the session is within both limits at `now`
 */
export function limitEnd(session: SessionTimes, limits: SessionLimits, now: Date): LimitEnd | null {
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
 * Returns whether a session is open at `now`: it has no written end, and it is within its limits. A session
 * past its limits is not open, even before the sweep writes its end. `isOpen` and `openWhere` in
 * presence-sql.ts are the same rule in SQL.
 */
export function isOpenAt(
  session: SessionTimes & { logoutTime: Date | null },
  limits: SessionLimits,
  now: Date,
): boolean {
  return session.logoutTime === null && limitEnd(session, limits, now) === null;
}
