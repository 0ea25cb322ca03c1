import { recordView } from "@/lib/activity/record-view";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { dayOf } from "@/lib/calendar/zone-days";
import { boundsOf, fullHours, minuteOfDay } from "@/lib/calendar/zone-hours";
import { databaseNow } from "@/lib/db/clock";
import { env } from "@/lib/env";
import { listLines, listOwnBars } from "@/lib/reports/timeline/list-lines";
import { groupOutages } from "@/lib/reports/timeline/outages";
import type { OwnTimeline, Timeline, TimelineDay, TimelineLine } from "@/lib/reports/timeline/timeline";
import type { TimelineFilter } from "@/lib/reports/timeline/timeline-view";
import { currentLimits } from "@/lib/sessions/current-limits";
import type { SessionLimits } from "@/lib/sessions/limits";
import type { Admin, Viewer } from "@/lib/viewer";

const MAX_ROWS = { lines: 1_000, sessions: 10_000 };

/** A day of the organisation, a line a person: the page and its JSON are both this. A day to come is today. */
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

/** One's own sessions of a day, nobody else's. */
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
      from: local(minuteOfDay(date, workingHours.fromMinute, timeZone)),
      to: local(minuteOfDay(date, workingHours.toMinute, timeZone)),
    },
  };
  return { bounds, day };
}

/** Whose contact was lost on another day is no event of this one. */
function outagesIn(lines: TimelineLine[], { start, end }: TimelineDay): Timeline["outages"] {
  const losses = lines.flatMap(({ userId, sessions }) =>
    sessions.flatMap(({ sessionId, logoutTime, endReason }) => {
      const at = Date.parse(logoutTime ?? "");
      const thatDay = at >= Date.parse(start) && at < Date.parse(end);
      return endReason === "LOST_CONTACT" && thatDay ? [{ userId, sessionId, at }] : [];
    }),
  );
  return groupOutages(losses).map(({ at, ...outage }) => ({
    at: toLocalIso(new Date(at), env().timeZone),
    ...outage,
  }));
}
