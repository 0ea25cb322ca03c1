import { Prisma } from "@/lib/db/client";
import type { Group, PageSlice } from "@/lib/sessions/active-users/users-segments";
import type { UsersView } from "@/lib/sessions/active-users/users-view";
import { matchesUser } from "@/lib/sessions/match-users";

type Filter = Pick<UsersView, "q" | "role">;

const COLUMN = {
  name: Prisma.sql`u.name`,
  role: Prisma.sql`u.role`,
  lastLogin: Prisma.sql`u.last_login_at`,
  ipAddress: Prisma.sql`u.last_address`,
  logout: Prisma.sql`u.last_logout_at`, // null while connected: sorts after every logout
} as const;

/**
 * Builds the query for the users of a page. Its columns: `id`, `segment`, `place`. It needs a CTE `here`
 * (`user_id`, `online`) of all users with an open session.
 *
 * Users with an open session are few, so they are sorted. All other users are read in order from an index or,
 * with a search, found by the index of the search and then sorted.
 */
export function selectUsers(filter: Filter, slices: PageSlice[]): Prisma.Sql {
  const selected = slices.map((slice, segment) => selectSlice(filter, slice, segment));
  const union = Prisma.join(selected, " UNION ALL ");
  if (filter.q === "") return union;
  return Prisma.sql`
    -- Without MATERIALIZED, PostgreSQL could search all users for a rare word, in the order of the page.
    WITH found AS MATERIALIZED (
      SELECT u.id, u.name, u.role, u.last_login_at, u.last_address, u.last_logout_at FROM app_user AS u
      WHERE ${matchesUser(filter.q)} AND ${hasRole(filter)}
    ) ${union}`;
}

function selectSlice(filter: Filter, slice: PageSlice, segment: number): Prisma.Sql {
  const from = filter.q === "" ? Prisma.sql`app_user AS u` : Prisma.sql`found AS u`;
  const direction = slice.descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const keys = slice.order === "role" ? [COLUMN.role, COLUMN.name] : [COLUMN[slice.order]];
  const order = Prisma.join([...keys, Prisma.sql`u.id`].map((key) => Prisma.sql`${key} ${direction}`));
  return Prisma.sql`
    (SELECT id, ${segment}::int AS segment, row_number() OVER () AS place FROM (
      SELECT u.id FROM ${from} WHERE ${isInGroup(slice.group)} AND ${hasRole(filter)}
      ORDER BY ${order} LIMIT ${slice.limit} OFFSET ${slice.offset}
    ) AS slice)`;
}

/** Builds the condition that user `u` is in a group. It needs a CTE `here`, like {@link selectUsers}. */
export function isInGroup(group: Group): Prisma.Sql {
  switch (group) {
    case "all":
      return Prisma.sql`true`;
    case "ever":
      return Prisma.sql`u.last_login_at IS NOT NULL`;
    case "never":
      return Prisma.sql`u.last_login_at IS NULL`;
    case "offline":
      return Prisma.sql`u.last_login_at IS NOT NULL AND u.id NOT IN (SELECT user_id FROM here)`;
    case "online":
      return Prisma.sql`u.id IN (SELECT user_id FROM here WHERE online)`;
    case "away":
      return Prisma.sql`u.id IN (SELECT user_id FROM here WHERE NOT online)`;
  }
}

/** Builds the condition that user `u` has the role of the filter; true without a role. */
export function hasRole({ role }: Pick<Filter, "role">): Prisma.Sql {
  return role === null ? Prisma.sql`true` : Prisma.sql`u.role = ${role}::"Role"`;
}
