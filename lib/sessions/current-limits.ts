import { env } from "@/lib/env";
import { limitsAfterOutage, type SessionLimits } from "@/lib/sessions/limits";
import { lastOutage } from "@/lib/sessions/server-outage";

/**
 * Returns the session limits that apply now: those of the settings and, after an outage of the server, a
 * longer idle limit ({@link limitsAfterOutage}).
 *
 * Without tracking no activity is recorded, so the idle limit equals the maximum age.
 */
export function currentLimits(): SessionLimits {
  const { sessionIdleMs, sessionMaxAgeMs: maxAgeMs, tracking } = env();
  if (!tracking) return { idleMs: maxAgeMs, maxAgeMs };
  const limits = { idleMs: sessionIdleMs, maxAgeMs };
  const outage = lastOutage();
  return outage ? limitsAfterOutage(limits, outage) : limits;
}
