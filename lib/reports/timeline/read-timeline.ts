import { recordView } from "@/lib/activity/record-view";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { dayOf } from "@/lib/calendar/zone-days";
import { boundsOf, fullHours, instantOfMinute } from "@/lib/calendar/zone-hours";
import { databaseNow } from "@/lib/db/clock";
import { env } from "@/lib/env";
import { listLines, listOwnBars } from "@/lib/reports/timeline/list-lines";
import { groupOutages } from "@/lib/reports/timeline/outages";
import type { OwnTimeline, Timeline, TimelineDay, TimelineLine } from "@/lib/reports/timeline/timeline";
import type { TimelineFilter } from "@/lib/reports/timeline/timeline-view";
import { currentLimits } from "@/lib/sessions/current-limits";
import type { SessionLimits } from "@/lib/sessions/limits";
import type { Admin, Viewer } from "@/lib/viewer";

/** Maximum size of an answer. */
const MAX_ROWS = { lines: 1_000, sessions: 10_000 };

/**
 * Reads the timeline of a day, one line per user, for the page and for its JSON. A day to come reads as
 * today. Records first that the administrator looked at it.
 */
export async function readTimeline(
  admin: Admin,
  filter: TimelineFilter,
  limits: SessionLimits = currentLimits(),
  maxRows = MAX_ROWS,
): Promise<Timeline> {
  await recordView(admin, "timeline", null);
  const now = await databaseNow();
  const { bounds, day } = timelineDayOf(filter.day, now);
  const found = await listLines(filter, { bounds, limits, now, maxRows });
  const generatedAt = toLocalIso(now, env().timeZone);
  return { generatedAt, ...day, ...found, outages: outagesIn(found.lines, day) };
}

/** Reads the viewer's own sessions of a day. A day to come, or null, reads as today. */
export async function readOwnTimeline(
  viewer: Viewer,
  wanted: string | null,
  limits: SessionLimits = currentLimits(),
): Promise<OwnTimeline> {
  const now = await databaseNow();
  const { bounds, day } = timelineDayOf(wanted, now);
  const sessions = await listOwnBars(viewer, { bounds, limits, now, maxRows: MAX_ROWS });
  return { generatedAt: toLocalIso(now, env().timeZone), ...day, sessions };
}

function timelineDayOf(wanted: string | null, now: Date) {
  const { timeZone, workingHours } = env();
  const today = dayOf(now, timeZone);
  const date = wanted && wanted < today ? wanted : today;
  const bounds = boundsOf(date, timeZone);
  const local = (at: Date) => toLocalIso(at, timeZone);
  const day: TimelineDay = {
    day: date,
    today,
    start: local(bounds.start),
    end: local(bounds.end),
    hours: fullHours(bounds, timeZone).map(local),
    work: {
      from: local(instantOfMinute(date, workingHours.fromMinute, timeZone)),
      to: local(instantOfMinute(date, workingHours.toMinute, timeZone)),
    },
  };
  return { bounds, day };
}

/** Returns the outages of this day. A bar that lost contact on another day doesn't count. */
function outagesIn(lines: TimelineLine[], { start, end }: TimelineDay): Timeline["outages"] {
  const losses = lines.flatMap(({ userId, sessions }) =>
    sessions.flatMap(({ sessionId, logoutTime, endReason }) => {
      const at = Date.parse(logoutTime ?? "");
      const onThisDay = at >= Date.parse(start) && at < Date.parse(end);
      return endReason === "LOST_CONTACT" && onThisDay ? [{ userId, sessionId, at }] : [];
    }),
  );
  return groupOutages(losses).map(({ at, ...outage }) => ({
    at: toLocalIso(new Date(at), env().timeZone),
    ...outage,
  }));
}
