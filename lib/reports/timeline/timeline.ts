import { z } from "zod";
import { ROLES } from "@/lib/roles";
import { ActiveUsers } from "@/lib/sessions/session-row";

const Instant = z.iso.datetime({ offset: true });
const count = z.int().nonnegative();

/** A session that began in the day or lasted into it. Its instants are not cut at the bounds of the day. */
const Bar = z.object({
  sessionId: z.uuid(),
  loginTime: Instant,
  /** Null while the session is open; approximate when contact was lost. */
  logoutTime: Instant.nullable(),
  endReason: ActiveUsers.shape.recent.shape.rows.element.shape.endReason,
});

/** A day of the organisation's calendar. */
const Day = z.object({
  day: z.iso.date(),
  /** The day of the request. */
  today: z.iso.date(),
  start: Instant,
  /** The start of the next day. */
  end: Instant,
  /**
   * Each instant at which the clock on the wall showed a full hour. When the clocks went back, one hour is
   * there twice.
   */
  hours: z.array(Instant),
  work: z.object({ from: Instant, to: Instant }),
});

const Line = z.object({
  userId: z.uuid(),
  username: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  /** Earliest login first. */
  sessions: z.array(Bar),
});

/** People whose contact was lost within the same minute. */
const Outage = z.object({
  /** The latest of their last contacts: the cause of the outage came after it. */
  at: Instant,
  people: count,
  sessionIds: z.array(z.uuid()),
});

/**
 * The body of `GET /api/admin/timeline`; the page is rendered from the same data. Instants are RFC 3339 with
 * the organisation's offset.
 */
export const Timeline = Day.extend({
  generatedAt: Instant,
  /** Sorted by name. */
  lines: z.array(Line),
  /** Number of all lines; when it is larger than the length of `lines`, the rest is left out. */
  people: count,
  /** Number of users in all lines who were connected that day; then the number of their sessions. */
  connected: count,
  sessions: count,
  /** The outages among `lines`, earliest first. */
  outages: z.array(Outage),
});

/** The viewer's own sessions of a day. */
export const OwnTimeline = Day.extend({ generatedAt: Instant, sessions: z.array(Bar) });

export type Timeline = z.infer<typeof Timeline>;
export type OwnTimeline = z.infer<typeof OwnTimeline>;
export type TimelineLine = z.infer<typeof Line>;
export type TimelineBar = z.infer<typeof Bar>;
export type TimelineDay = z.infer<typeof Day>;
export type TimelineOutage = z.infer<typeof Outage>;
