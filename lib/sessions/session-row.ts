import { z } from "zod";
import { ROLES } from "@/lib/roles";
import { END_REASONS } from "@/lib/sessions/end-reasons";
import { STATUSES } from "@/lib/sessions/presence";

/** The body of `GET /api/admin/active-users`; the page is rendered from the same. Instants are RFC 3339, with the offset of the organisation. */
const Instant = z.iso.datetime({ offset: true });
const RoleName = z.enum(ROLES);
/** Words for an address that is nobody's on the internet. */
const Network = z.enum(["local", "this_machine"]).nullable();
const EndReasonName = z.enum(END_REASONS);

const Person = z.object({
  userId: z.uuid(),
  username: z.string(),
  name: z.string(),
  role: RoleName,
});

const UserRow = Person.extend({
  /** The best of the person's sessions. */
  status: z.enum(STATUSES),
  /** Start of the newest session, open or not. */
  lastLogin: Instant.nullable(),
  /** Of the newest open session, else of the newest. */
  ipAddress: z.string().nullable(),
  network: Network,
  /** End of the newest session; null while any is open, or when there was never one. */
  logoutTime: Instant.nullable(),
  /** How that session ended. */
  endReason: EndReasonName.nullable(),
  openSessions: z.int(),
});

const SessionRow = Person.extend({
  sessionId: z.uuid(),
  status: z.enum(["online", "away", "offline"]),
  loginTime: Instant,
  logoutTime: Instant.nullable(),
  lastContactAt: Instant,
  lastActivityAt: Instant,
  ipAddress: z.string().nullable(),
  network: Network,
  /** As the browser said it. */
  userAgent: z.string().nullable(),
  /** What of it can be put in words. */
  device: z.object({ browser: z.string().nullable(), system: z.string().nullable() }).nullable(),
  /** Its addresses and agent have been taken away because of their age. */
  anonymised: z.boolean(),
  endReason: EndReasonName.nullable(),
  /** Name of the administrator who ended it, and why in their words. */
  revokedBy: z.string().nullable(),
  endNote: z.string().nullable(),
});

const count = z.int().nonnegative();

/** Of the whole organisation; a session past its limits counts as ended. */
const Counts = z.object({
  users: count,
  online: count,
  away: count,
  offline: count,
  never: count,
  openSessions: count,
});

export const ActiveUsers = z.object({
  generatedAt: Instant,
  counts: Counts,
  /** `total`: how many people match the search and the filters. */
  users: z.object({ rows: z.array(UserRow), total: count, page: count, pageSize: count }),
  open: z.object({ rows: z.array(SessionRow), total: count, page: count, pageSize: count }),
  recent: z.object({ rows: z.array(SessionRow) }),
});

export type ActiveUsers = z.infer<typeof ActiveUsers>;
export type UserRow = z.infer<typeof UserRow>;
export type SessionRow = z.infer<typeof SessionRow>;
export type Counts = z.infer<typeof Counts>;
