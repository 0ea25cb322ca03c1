import { env } from "@/lib/env";
import type { SessionLimits } from "@/lib/sessions/limits";

/** As the settings say. Without tracking nobody's activity is known, so nobody can be called idle. */
export function currentLimits(): SessionLimits {
  const { sessionIdleMs, sessionMaxAgeMs: maxAgeMs, tracking } = env();
  return { idleMs: tracking ? sessionIdleMs : maxAgeMs, maxAgeMs };
}
