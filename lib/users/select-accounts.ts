import { Prisma } from "@/lib/db/client";
import type { KeysetKey, KeysetOrder } from "@/lib/db/keyset-page";
import { matchesUser } from "@/lib/sessions/match-users";
import type { AccountSort, AccountStatus, AccountsView } from "@/lib/users/accounts-view";

/*
 * Filters and orders of the list of accounts in SQL, for rows `u` of app_user. Each has an index (migrations
 * `sessions`, `people_at_a_glance` and `accounts`).
 */

type Filter = Pick<AccountsView, "q" | "role" | "accountStatus" | "notSeenDays">;

const DAY_MS = 24 * 3600_000;

/** Returns the condition for a user to be in the list. */
export function isListed({ q, role, accountStatus, notSeenDays }: Filter, now: Date): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (q !== "") conditions.push(matchesUser(q));
  if (role) conditions.push(Prisma.sql`u.role = ${role}::"Role"`);
  if (accountStatus) conditions.push(ACCOUNT_STATUS[accountStatus]);
  if (notSeenDays !== null) conditions.push(isUnseenSince(new Date(now.getTime() - notSeenDays * DAY_MS)));
  return Prisma.sql`(${Prisma.join(conditions, " AND ")})`;
}

/** Returns whether a view has a search or a filter. */
export function isFiltered({ q, role, accountStatus, notSeenDays }: Filter): boolean {
  return q !== "" || role !== null || accountStatus !== null || notSeenDays !== null;
}

const ACCOUNT_STATUS: Record<AccountStatus, Prisma.Sql> = {
  active: Prisma.sql`(u.disabled_at IS NULL AND u.password_hash IS NOT NULL)`,
  pending: Prisma.sql`(u.disabled_at IS NULL AND u.password_hash IS NULL)`,
  disabled: Prisma.sql`(u.disabled_at IS NOT NULL)`,
};

/** The status of `u` as a word of `ACCOUNT_STATUSES`. */
export const ACCOUNT_STATUS_SQL = Prisma.sql`
  CASE WHEN u.disabled_at IS NOT NULL THEN 'disabled' WHEN u.password_hash IS NULL THEN 'pending' ELSE 'active' END`;

/**
 * Returns the condition for a user without a connection since `since`. A connected user never matches,
 * because `last_logout_at` is null while a session is open.
 */
function isUnseenSince(since: Date): Prisma.Sql {
  return Prisma.sql`(
    (u.last_login_at IS NOT NULL AND u.last_logout_at < ${since}) OR (u.last_login_at IS NULL AND u.created_at < ${since})
  )`;
}

/** Cursor row of a page: the id and the sort keys of a user. */
export interface AccountCursorRow {
  userId: string;
  name: string;
  role: NonNullable<AccountsView["role"]>;
  lastLogin: Date | null;
  createdAt: Date;
}

const KEY = {
  id: { column: Prisma.sql`u.id`, of: ({ userId }) => Prisma.sql`${userId}::uuid` },
  name: { column: Prisma.sql`u.name`, of: ({ name }) => Prisma.sql`${name}` },
  role: { column: Prisma.sql`u.role`, of: ({ role }) => Prisma.sql`${role}::"Role"` },
  lastLogin: {
    column: Prisma.sql`COALESCE(u.last_login_at, 'epoch'::timestamptz)`,
    of: ({ lastLogin }) => Prisma.sql`${lastLogin ?? new Date(0)}::timestamptz`,
  },
  created: { column: Prisma.sql`u.created_at`, of: ({ createdAt }) => Prisma.sql`${createdAt}::timestamptz` },
} satisfies Record<string, KeysetKey<AccountCursorRow>>;

/** Returns the sort keys of an order. The id is the last one, so that no two rows are equal. */
export function orderOf(sort: AccountSort): KeysetOrder<AccountCursorRow> {
  const descending = sort.startsWith("-");
  switch (sort) {
    case "name":
    case "-name":
      return { keys: [KEY.name, KEY.id], descending };
    case "role":
    case "-role":
      return { keys: [KEY.role, KEY.name, KEY.id], descending };
    case "lastLogin":
    case "-lastLogin":
      return { keys: [KEY.lastLogin, KEY.id], descending };
    case "created":
    case "-created":
      return { keys: [KEY.created, KEY.id], descending };
  }
}
