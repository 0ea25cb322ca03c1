import { z } from "zod";
import { ROLES } from "@/lib/roles";
import { ActiveUsers } from "@/lib/sessions/session-row";

const Instant = z.iso.datetime({ offset: true });
const count = z.int().nonnegative();

/** A session that began in the day or lasted into it, with its own ends, wherever they are. */
const Bar = z.object({
  sessionId: z.uuid(),
  loginTime: Instant,
  /** Null while it is open; approximate where contact was lost. */
  logoutTime: Instant.nullable(),
  endReason: ActiveUsers.shape.recent.shape.rows.element.shape.endReason,
});

/** A day of the organisation's calendar. */
const Day = z.object({
  day: z.iso.date(),
  /** The day that it was when this was asked. */
  today: z.iso.date(),
  start: Instant,
  /** Of the next day. */
  end: Instant,
  /** Each instant at which the clock on the wall showed a full hour: twice the same one when the clocks went back. */
  hours: z.array(Instant),
  work: z.object({ from: Instant, to: Instant }),
});

const Line = z.object({
  userId: z.uuid(),
  username: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  /** The earliest first. */
  sessions: z.array(Bar),
});

/** People whose contact was lost within the same minute. */
const Outage = z.object({
  /** The last that was heard of any of them: what cut them off came after it. */
  at: Instant,
  people: count,
  sessionIds: z.array(z.uuid()),
});

/** The body of `GET /api/admin/timeline`; the page is rendered from the same. Instants are RFC 3339, with the offset of the organisation. */
export const Timeline = Day.extend({
  generatedAt: Instant,
  /** By name. */
  lines: z.array(Line),
  /** How many lines there would be: with more than `lines` has, the rest is left out. */
  people: count,
  /** Of all of them, how many were connected that day, and in how many sessions. */
  connected: count,
  sessions: count,
  /** Among `lines`, the earliest first. */
  outages: z.array(Outage),
});

/** One's own day. */
export const OwnTimeline = Day.extend({ generatedAt: Instant, sessions: z.array(Bar) });

export type Timeline = z.infer<typeof Timeline>;
export type OwnTimeline = z.infer<typeof OwnTimeline>;
export type TimelineLine = z.infer<typeof Line>;
export type TimelineBar = z.infer<typeof Bar>;
export type TimelineDay = z.infer<typeof Day>;
export type TimelineOutage = z.infer<typeof Outage>;
