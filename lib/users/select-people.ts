import { Prisma } from "@/lib/db/client";
import { matches } from "@/lib/sessions/match-users";
import type { PeopleSort, PeopleView, Standing } from "@/lib/users/people-view";

/** Rows `u` of app_user, in SQL: who is listed, and in which order. Each has an index (migration `accounts`). */

type Filter = Pick<PeopleView, "q" | "role" | "standing" | "notSeenDays">;

const DAY_MS = 24 * 3600_000;

/** Whether a person is one of those that a view lists. */
export function isListed({ q, role, standing, notSeenDays }: Filter, now: Date): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (q !== "") conditions.push(matches(q));
  if (role) conditions.push(Prisma.sql`u.role = ${role}::"Role"`);
  if (standing) conditions.push(STANDING[standing]);
  if (notSeenDays !== null) conditions.push(isUnseenSince(new Date(now.getTime() - notSeenDays * DAY_MS)));
  return Prisma.sql`(${Prisma.join(conditions, " AND ")})`;
}

export function isFiltered({ q, role, standing, notSeenDays }: Filter): boolean {
  return q !== "" || role !== null || standing !== null || notSeenDays !== null;
}

const STANDING: Record<Standing, Prisma.Sql> = {
  active: Prisma.sql`(u.disabled_at IS NULL AND u.password_hash IS NOT NULL)`,
  pending: Prisma.sql`(u.disabled_at IS NULL AND u.password_hash IS NULL)`,
  disabled: Prisma.sql`(u.disabled_at IS NOT NULL)`,
};

/** In words. */
export const STANDING_SQL = Prisma.sql`
  CASE WHEN u.disabled_at IS NOT NULL THEN 'disabled' WHEN u.password_hash IS NULL THEN 'pending' ELSE 'active' END`;

/** No logout stands with who is connected: they are seen. */
function isUnseenSince(since: Date): Prisma.Sql {
  return Prisma.sql`(
    (u.last_login_at IS NOT NULL AND u.last_logout_at < ${since}) OR (u.last_login_at IS NULL AND u.created_at < ${since})
  )`;
}

/** What people are sorted by, besides the id at the end, and whether the largest comes first. */
export function orderOf(sort: PeopleSort): { columns: Prisma.Sql[]; descending: boolean } {
  const descending = sort.startsWith("-");
  switch (sort) {
    case "name":
    case "-name":
      return { columns: [Prisma.sql`u.name`], descending };
    case "role":
    case "-role":
      return { columns: [Prisma.sql`u.role`, Prisma.sql`u.name`], descending };
    case "lastLogin":
    case "-lastLogin":
      return { columns: [Prisma.sql`COALESCE(u.last_login_at, 'epoch'::timestamptz)`], descending };
    case "created":
    case "-created":
      return { columns: [Prisma.sql`u.created_at`], descending };
  }
}

/** Where a page begins or ends: a person, by what people are sorted by. */
export interface Anchor {
  userId: string;
  name: string;
  role: NonNullable<PeopleView["role"]>;
  lastLogin: Date | null;
  createdAt: Date;
}

/** The anchor's values of `orderOf`'s columns, and its id. */
export function valuesOf(
  sort: PeopleSort,
  { userId, name, role, lastLogin, createdAt }: Anchor,
): Prisma.Sql[] {
  const id = Prisma.sql`${userId}::uuid`;
  switch (sort) {
    case "name":
    case "-name":
      return [Prisma.sql`${name}`, id];
    case "role":
    case "-role":
      return [Prisma.sql`${role}::"Role"`, Prisma.sql`${name}`, id];
    case "lastLogin":
    case "-lastLogin":
      return [Prisma.sql`${lastLogin ?? new Date(0)}::timestamptz`, id];
    case "created":
    case "-created":
      return [Prisma.sql`${createdAt}::timestamptz`, id];
  }
}
