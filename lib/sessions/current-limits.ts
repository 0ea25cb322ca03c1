import { env } from "@/lib/env";
import { limitsAfterOutage, type SessionLimits } from "@/lib/sessions/limits";
import { lastOutage } from "@/lib/sessions/server-outage";

/** As the settings say. Without tracking nobody's activity is known, so nobody can be called idle. */
export function currentLimits(): SessionLimits {
  const { sessionIdleMs, sessionMaxAgeMs: maxAgeMs, tracking } = env();
  if (!tracking) return { idleMs: maxAgeMs, maxAgeMs };
  const limits = { idleMs: sessionIdleMs, maxAgeMs };
  const outage = lastOutage();
  return outage ? limitsAfterOutage(limits, outage) : limits;
}
