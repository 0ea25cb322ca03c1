import { z } from "zod";
import { recordView } from "@/lib/activity/record-view";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { countMatches } from "@/lib/sessions/active-users/count-matches";
import { countByRole, sumCounts } from "@/lib/sessions/active-users/count-presence";
import {
  listOpenSessions,
  listRecentlyEndedSessions,
  listSessionsOfUser,
} from "@/lib/sessions/active-users/list-sessions";
import { listUsers } from "@/lib/sessions/active-users/list-users";
import { segmentsOf, sizeOf, slicePage } from "@/lib/sessions/active-users/users-segments";
import type { UsersView } from "@/lib/sessions/active-users/users-view";
import { currentLimits } from "@/lib/sessions/current-limits";
import type { SessionLimits } from "@/lib/sessions/limits";
import { bestPresence } from "@/lib/sessions/presence";
import { openWhere } from "@/lib/sessions/presence-sql";
import type { ActiveUsers, SessionRow, UserRow } from "@/lib/sessions/session-row";
import type { Admin, System, Viewer } from "@/lib/viewer";

const SESSIONS_PAGE_SIZE = 50;
const RECENT_ENDINGS = 20;

/**
 * Reads the three tables of `/admin/active-users`, for the page and for its JSON. The number of SQL
 * statements does not depend on the number of users and sessions.
 */
export async function readActiveUsers(
  _admin: Admin,
  view: UsersView,
  limits: SessionLimits = currentLimits(),
): Promise<ActiveUsers> {
  const now = await databaseNow();
  const byRole = await countByRole(now, limits);
  const counts = sumCounts(byRole);
  const found = view.q === "" ? sumCounts(byRole, view.role) : await countMatches(view, limits, now);
  const total = sizeOf(view.status ?? "all", found);
  const users = slice(view.page, total, view.pageSize);
  const open = slice(view.openPage, counts.openSessions, SESSIONS_PAGE_SIZE);
  const [userRows, openRows, recentRows] = await Promise.all([
    listUsers(view, slicePage(segmentsOf(view), found, users), limits, now),
    listOpenSessions(open, limits, now),
    listRecentlyEndedSessions(RECENT_ENDINGS, limits, now),
  ]);
  return {
    generatedAt: toLocalIso(now, env().timeZone),
    counts,
    users: { rows: userRows, total, page: users.page, pageSize: view.pageSize },
    open: { rows: openRows, total: counts.openSessions, page: open.page, pageSize: SESSIONS_PAGE_SIZE },
    recent: { rows: recentRows },
  };
}

/** A user with one page of the sessions, newest first. */
export interface UserHistory {
  generatedAt: string;
  person: Pick<UserRow, "userId" | "username" | "name" | "role" | "status" | "openSessions">;
  rows: SessionRow[];
  total: number;
  page: number;
  pageSize: number;
}

/**
 * Lists one page of the sessions of a user: for the user, for administrators, and for the program itself.
 *
 * @throws AppError `not_found` when there is no such user, and also when the viewer may not see this one, so
 *   that the answer does not show which users exist
 */
export async function readUserHistory(
  viewer: Viewer | System,
  userId: string,
  { page }: { page: number },
  limits: SessionLimits = currentLimits(),
): Promise<UserHistory> {
  const maySee = "system" in viewer || viewer.userId === userId || viewer.role === "ADMIN";
  if (!maySee || !z.uuid().safeParse(userId).success) throw new AppError("not_found");
  const now = await databaseNow();
  const [user, total, open] = await Promise.all([
    prisma.user.findUnique({ where: { id: userId }, select: { username: true, name: true, role: true } }),
    prisma.userSession.count({ where: { userId } }),
    prisma.userSession.findMany({
      where: { userId, ...openWhere(now, limits) },
      orderBy: { lastContactAt: "desc" },
      take: SESSIONS_PAGE_SIZE,
      select: { lastContactAt: true, lastActivityAt: true, logoutTime: true },
    }),
  ]);
  if (!user) throw new AppError("not_found");
  await recordView(viewer, "person", userId);
  const pages = slice(page, total, SESSIONS_PAGE_SIZE);
  return {
    generatedAt: toLocalIso(now, env().timeZone),
    person: { userId, ...user, status: bestPresence(open, total > 0, now), openSessions: open.length },
    rows: await listSessionsOfUser(userId, pages, limits, now),
    total,
    page: pages.page,
    pageSize: SESSIONS_PAGE_SIZE,
  };
}

/** Returns the wanted page, or the last one when there are fewer: rows may disappear between two requests. */
function slice(wanted: number, total: number, pageSize: number) {
  const page = Math.min(wanted, Math.max(1, Math.ceil(total / pageSize)));
  return { page, limit: pageSize, offset: (page - 1) * pageSize };
}
