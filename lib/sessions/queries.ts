import { z } from "zod";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { AppError } from "@/lib/errors";
import type { ActiveUsers, SessionRow, UserRow } from "@/lib/sessions/active-users";
import { countPresence } from "@/lib/sessions/count-presence";
import { listOfUser, listOpen, listRecentlyEnded } from "@/lib/sessions/list-sessions";
import { listUsers } from "@/lib/sessions/list-users";
import type { Paging } from "@/lib/sessions/paging";
import { bestPresence } from "@/lib/sessions/presence";
import type { Admin, Viewer } from "@/lib/viewer";

const USERS_PAGE_SIZE = 25;
const SESSIONS_PAGE_SIZE = 50;
const RECENT_ENDINGS = 20;

/** The three tables of `/admin/active-users`: the page and its JSON are both this. As many statements for a million sessions as for ten. */
export async function readActiveUsers(_admin: Admin, paging: Paging): Promise<ActiveUsers> {
  const now = await databaseNow();
  const counts = await countPresence(now);
  const users = slice(paging.page, counts.users, USERS_PAGE_SIZE);
  const open = slice(paging.openPage, counts.openSessions, SESSIONS_PAGE_SIZE);
  const [userRows, openRows, recentRows] = await Promise.all([
    listUsers(now, users),
    listOpen(now, open),
    listRecentlyEnded(now, RECENT_ENDINGS),
  ]);
  return {
    generatedAt: now.toISOString(),
    counts,
    users: { rows: userRows, total: counts.users, page: users.page, pageSize: USERS_PAGE_SIZE },
    open: { rows: openRows, total: counts.openSessions, page: open.page, pageSize: SESSIONS_PAGE_SIZE },
    recent: { rows: recentRows },
  };
}

/** A person with a page of their sessions, newest first. */
export interface SessionsOfUser {
  generatedAt: string;
  person: Pick<UserRow, "userId" | "username" | "name" | "role" | "status">;
  rows: SessionRow[];
  total: number;
  page: number;
  pageSize: number;
}

/**
 * One's own sessions; anyone's for an administrator.
 *
 * @throws AppError `not_found`: no such person, or none that this viewer may see
 */
export async function listSessionsOf(
  viewer: Viewer,
  userId: string,
  { page }: { page: number },
): Promise<SessionsOfUser> {
  const maySee = viewer.userId === userId || viewer.role === "ADMIN";
  if (!maySee || !z.uuid().safeParse(userId).success) throw new AppError("not_found");
  const [now, user, total, open] = await Promise.all([
    databaseNow(),
    prisma.user.findUnique({ where: { id: userId }, select: { username: true, name: true, role: true } }),
    prisma.userSession.count({ where: { userId } }),
    prisma.userSession.findMany({
      where: { userId, logoutTime: null },
      orderBy: { lastContactAt: "desc" },
      take: SESSIONS_PAGE_SIZE,
      select: { lastContactAt: true, lastActivityAt: true, logoutTime: true },
    }),
  ]);
  if (!user) throw new AppError("not_found");
  const pages = slice(page, total, SESSIONS_PAGE_SIZE);
  return {
    generatedAt: now.toISOString(),
    person: { userId, ...user, status: bestPresence(open, total > 0, now) },
    rows: await listOfUser(userId, now, pages),
    total,
    page: pages.page,
    pageSize: SESSIONS_PAGE_SIZE,
  };
}

/** The wanted page, or the last one when there are fewer: rows go while people read. */
function slice(wanted: number, total: number, pageSize: number) {
  const page = Math.min(wanted, Math.max(1, Math.ceil(total / pageSize)));
  return { page, limit: pageSize, offset: (page - 1) * pageSize };
}
