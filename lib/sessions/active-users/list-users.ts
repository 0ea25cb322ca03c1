import { toLocalIso } from "@/lib/calendar/local-iso";
import { Prisma, prisma } from "@/lib/db/client";
import type { EndReason, Role } from "@/lib/db/generated/enums";
import { env } from "@/lib/env";
import { selectUsers } from "@/lib/sessions/active-users/select-users";
import type { PageSlice } from "@/lib/sessions/active-users/users-segments";
import type { UsersView } from "@/lib/sessions/active-users/users-view";
import type { SessionLimits } from "@/lib/sessions/limits";
import { networkOf } from "@/lib/sessions/network";
import { connectedUsers, isOnline, isOpen, limitEndSql } from "@/lib/sessions/presence-sql";
import type { UserRow } from "@/lib/sessions/session-row";

interface UserRecord {
  userId: string;
  username: string;
  name: string;
  role: Role;
  lastLogin: Date | null;
  ipAddress: string | null;
  logoutTime: Date | null;
  endReason: EndReason | null;
  openSessions: number;
  online: boolean | null;
}

/**
 * Lists a page of the table of all users. Reads a few rows of the history of each user on the page, however
 * long it is.
 */
export async function listUsers(
  filter: Pick<UsersView, "q" | "role">,
  slices: PageSlice[],
  limits: SessionLimits,
  now: Date,
): Promise<UserRow[]> {
  if (slices.length === 0) return [];
  const records = await prisma.$queryRaw<UserRecord[]>(usersQuery(filter, slices, limits, now));
  return records.map(toUserRow);
}

/** Lists the same rows for known users, in the order of their ids in `ids`. */
export async function listUserRows(ids: string[], limits: SessionLimits, now: Date): Promise<UserRow[]> {
  const page = Prisma.sql`
    SELECT id, 0 AS segment, place FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS given (id, place)`;
  const records = await prisma.$queryRaw<UserRecord[]>(describeUsers(page, limits, now));
  return records.map(toUserRow);
}

/**
 * Builds the query of {@link listUsers}. The address is that of the newest open session or, when none is
 * open, of the newest session. The last login is always that of the newest session. A session past its limits
 * counts as ended. Exported for the test that reads its plan.
 */
export function usersQuery(
  filter: Pick<UsersView, "q" | "role">,
  slices: PageSlice[],
  limits: SessionLimits,
  now: Date,
): Prisma.Sql {
  return describeUsers(selectUsers(filter, slices), limits, now);
}

function describeUsers(page: Prisma.Sql, limits: SessionLimits, now: Date): Prisma.Sql {
  return Prisma.sql`
    WITH here AS (${connectedUsers(now, limits)}), page AS (${page})
    SELECT u.id AS "userId", u.username, u.name, u.role,
      newest.login_time AS "lastLogin",
      host(CASE WHEN open.sessions > 0 THEN newest_open.ip_address ELSE newest.ip_address END) AS "ipAddress",
      CASE WHEN open.sessions = 0 THEN newest.logout_time END AS "logoutTime",
      CASE WHEN open.sessions = 0 THEN newest.end_reason END AS "endReason",
      open.sessions AS "openSessions", open.online
    FROM page JOIN app_user AS u USING (id)
    LEFT JOIN LATERAL (
      SELECT s.login_time, s.ip_address,
        COALESCE(s.logout_time, silent.logout_time) AS logout_time, COALESCE(s.end_reason, silent.end_reason) AS end_reason
      FROM user_session AS s CROSS JOIN ${limitEndSql(limits)} AS silent
      WHERE s.user_id = u.id ORDER BY s.login_time DESC, s.id DESC LIMIT 1
    ) AS newest ON true
    LEFT JOIN LATERAL (
      SELECT s.ip_address FROM user_session AS s
      WHERE s.user_id = u.id AND ${isOpen(now, limits)} ORDER BY s.login_time DESC, s.id DESC LIMIT 1
    ) AS newest_open ON true
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS sessions, bool_or(${isOnline(now)}) AS online
      FROM user_session AS s WHERE s.user_id = u.id AND ${isOpen(now, limits)}
    ) AS open
    ORDER BY page.segment, page.place`;
}

function toUserRow({ lastLogin, logoutTime, online, ...user }: UserRecord): UserRow {
  const { timeZone } = env();
  return {
    ...user,
    status: statusOf(user.openSessions, online, lastLogin),
    lastLogin: lastLogin && toLocalIso(lastLogin, timeZone),
    logoutTime: logoutTime && toLocalIso(logoutTime, timeZone),
    network: networkOf(user.ipAddress),
  };
}

/** Returns the best presence among the sessions of a user. */
function statusOf(openSessions: number, online: boolean | null, lastLogin: Date | null): UserRow["status"] {
  if (openSessions > 0) return online ? "online" : "away";
  return lastLogin ? "offline" : "never";
}
