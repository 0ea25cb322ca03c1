import { Prisma, prisma } from "@/lib/db/client";
import type { Role } from "@/lib/db/generated/enums";
import type { UserRow } from "@/lib/sessions/active-users";
import { isOnline } from "@/lib/sessions/presence-sql";

interface UserRecord {
  userId: string;
  username: string;
  name: string;
  role: Role;
  lastLogin: Date | null;
  ipAddress: string | null;
  lastLogout: Date | null;
  openSessions: number;
  online: boolean | null;
}

/**
 * A page of all users by name, each with what their sessions say: the newest open session decides the address, with none open
 * the newest; the last login is always the newest. Reads a fixed few rows of each person's history.
 */
export async function listUsers(
  now: Date,
  { limit, offset }: { limit: number; offset: number },
): Promise<UserRow[]> {
  const records = await prisma.$queryRaw<UserRecord[]>(Prisma.sql`
    SELECT u.id AS "userId", u.username, u.name, u.role,
      newest.login_time AS "lastLogin", newest.logout_time AS "lastLogout",
      host(CASE WHEN open.sessions > 0 THEN newest_open.ip_address ELSE newest.ip_address END) AS "ipAddress",
      open.sessions AS "openSessions", open.online
    FROM (
      SELECT id, username, name, role FROM app_user ORDER BY name, id LIMIT ${limit} OFFSET ${offset}
    ) AS u
    LEFT JOIN LATERAL (
      SELECT s.login_time, s.logout_time, s.ip_address FROM user_session AS s
      WHERE s.user_id = u.id ORDER BY s.login_time DESC, s.id DESC LIMIT 1
    ) AS newest ON true
    LEFT JOIN LATERAL (
      SELECT s.ip_address FROM user_session AS s
      WHERE s.user_id = u.id AND s.logout_time IS NULL ORDER BY s.login_time DESC, s.id DESC LIMIT 1
    ) AS newest_open ON true
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS sessions, bool_or(${isOnline(now)}) AS online FROM user_session AS s
      WHERE s.user_id = u.id AND s.logout_time IS NULL
    ) AS open
    ORDER BY u.name, u.id`);
  return records.map(toUserRow);
}

function toUserRow({ lastLogin, lastLogout, online, ...user }: UserRecord): UserRow {
  return {
    ...user,
    status: statusOf(user.openSessions, online, lastLogin),
    lastLogin: lastLogin?.toISOString() ?? null,
    logoutTime: user.openSessions > 0 ? null : (lastLogout?.toISOString() ?? null),
  };
}

/** The best of a person's sessions. */
function statusOf(openSessions: number, online: boolean | null, lastLogin: Date | null): UserRow["status"] {
  if (openSessions > 0) return online ? "online" : "away";
  return lastLogin ? "offline" : "never";
}
