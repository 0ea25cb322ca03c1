import { z } from "zod";
import { ROLES } from "@/lib/roles";
import { END_REASONS } from "@/lib/sessions/end-reasons";
import { PRESENCES } from "@/lib/sessions/presence";

/** RFC 3339, with the offset of the organisation's time zone. */
const Instant = z.iso.datetime({ offset: true });
const RoleName = z.enum(ROLES);
/** Kind of an address that is not public; null: a public address, or none. */
const Network = z.enum(["local", "this_machine"]).nullable();
const EndReasonName = z.enum(END_REASONS);

const Person = z.object({
  userId: z.uuid(),
  username: z.string(),
  name: z.string(),
  role: RoleName,
});

const UserRow = Person.extend({
  /** The best presence among the user's sessions. */
  status: z.enum(PRESENCES),
  /** Start of the newest session, open or ended; null: never connected. */
  lastLogin: Instant.nullable(),
  /** Address of the newest open session; without an open session, of the newest session. */
  ipAddress: z.string().nullable(),
  network: Network,
  /** End of the newest session; null while any session is open, and for a user who never connected. */
  logoutTime: Instant.nullable(),
  /** Reason of that end; null like `logoutTime`. */
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
  /** The `User-Agent` that the browser sent, cleaned. */
  userAgent: z.string().nullable(),
  /** Browser and system, as far as `userAgent` is recognised. */
  device: z.object({ browser: z.string().nullable(), system: z.string().nullable() }).nullable(),
  /** True when its addresses and its agent were removed because of their age. */
  anonymised: z.boolean(),
  endReason: EndReasonName.nullable(),
  /** Name of the administrator who ended it; null: not revoked, or revoked from the terminal. */
  revokedBy: z.string().nullable(),
  /** Reason that the administrator typed. */
  endNote: z.string().nullable(),
});

const count = z.int().nonnegative();

/** Numbers of users by presence, and of open sessions. A session past its limits counts as ended. */
const Counts = z.object({
  users: count,
  online: count,
  away: count,
  offline: count,
  never: count,
  openSessions: count,
});

/** Body of `GET /api/admin/active-users`. The page is rendered from the same data. */
export const ActiveUsers = z.object({
  generatedAt: Instant,
  /** Numbers of the whole organisation, without search and filters. */
  counts: Counts,
  /** `total`: number of users that match the search and the filters. */
  users: z.object({ rows: z.array(UserRow), total: count, page: count, pageSize: count }),
  open: z.object({ rows: z.array(SessionRow), total: count, page: count, pageSize: count }),
  recent: z.object({ rows: z.array(SessionRow) }),
});

export type ActiveUsers = z.infer<typeof ActiveUsers>;
export type UserRow = z.infer<typeof UserRow>;
export type SessionRow = z.infer<typeof SessionRow>;
export type Counts = z.infer<typeof Counts>;
