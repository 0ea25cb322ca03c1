import { listSessionEvents } from "@/lib/activity/list-session-events";
import { recordView } from "@/lib/activity/record-view";
import type { SessionEvent } from "@/lib/activity/session-event";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { databaseNow } from "@/lib/db/clock";
import { env } from "@/lib/env";
import { currentLimits } from "@/lib/sessions/current-limits";
import type { HistoryRow } from "@/lib/sessions/history/history-view";
import { listHistoryRows } from "@/lib/sessions/history/list-history-rows";
import type { Admin } from "@/lib/viewer";

export interface FoundSession {
  generatedAt: string;
  session: HistoryRow;
  events: SessionEvent[];
}

/**
 * Reads a session with its recorded events, and records that the administrator viewed it.
 *
 * @returns null when no session has this id
 */
export async function findSession(admin: Admin, sessionId: string): Promise<FoundSession | null> {
  const now = await databaseNow();
  const [session] = await listHistoryRows([sessionId], currentLimits(), now);
  if (!session) return null;
  await recordView(admin, "session", session.userId);
  const events = await listSessionEvents(admin, sessionId);
  return { generatedAt: toLocalIso(now, env().timeZone), session, events };
}
