import { z } from "zod";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { Prisma, prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { keysetQuery, takePage } from "@/lib/db/keyset-page";
import { env } from "@/lib/env";
import {
  type AccountRow,
  type AccountsPage,
  type AccountsView,
  MAX_COUNTED,
} from "@/lib/users/accounts-view";
import {
  ACCOUNT_STATUS_SQL,
  type AccountCursorRow,
  isFiltered,
  isListed,
  orderOf,
} from "@/lib/users/select-accounts";
import type { Admin, System } from "@/lib/viewer";

/** An account as the query returns it, with dates. */
export type AccountRecord = Omit<AccountRow, "codeExpiresAt" | "lastLogin" | "createdAt"> & {
  codeExpiresAt: Date | null;
  lastLogin: Date | null;
  createdAt: Date;
};

/**
 * Reads a page of the list of accounts. The matches of a search or filter are counted up to `MAX_COUNTED`.
 */
export async function listAccounts(_by: Admin | System, view: AccountsView): Promise<AccountsPage> {
  const now = await databaseNow();
  const [total, cursorRow] = await Promise.all([
    countSome(view, now),
    findCursorRow(view.before ?? view.after),
  ]);
  const found = await prisma.$queryRaw<AccountRecord[]>(accountsQuery(view, { now, total, cursorRow }));
  const { rows, ...beside } = takePage(found, view, cursorRow);
  return {
    generatedAt: toLocalIso(now, env().timeZone),
    rows: rows.map(toAccountRow),
    total,
    ...beside,
  };
}

/** Reads the count of all users, which triggers keep, or counts the matches up to `MAX_COUNTED`. */
async function countSome(view: AccountsView, now: Date): Promise<number> {
  const query = isFiltered(view)
    ? Prisma.sql`SELECT count(*)::int AS total FROM (SELECT FROM app_user AS u WHERE ${isListed(view, now)} LIMIT ${MAX_COUNTED}) AS few`
    : Prisma.sql`SELECT COALESCE(sum(users), 0)::int AS total FROM user_count`;
  const [{ total }] = await prisma.$queryRaw<[{ total: number }]>(query);
  return total;
}

/** @returns the sort keys of the cursor's user; null when there is none, which gives the first page */
async function findCursorRow(userId: string | null): Promise<AccountCursorRow | null> {
  if (!z.uuid().safeParse(userId).success || !userId) return null;
  const user = await prisma.user.findUnique({
    where: { id: userId },
    select: { name: true, role: true, lastLoginAt: true, createdAt: true },
  });
  return (
    user && {
      userId,
      name: user.name,
      role: user.role,
      lastLogin: user.lastLoginAt,
      createdAt: user.createdAt,
    }
  );
}

/** Builds the query of a page. Exported for the test that reads its query plan. */
export function accountsQuery(
  view: AccountsView,
  { now, total, cursorRow }: { now: Date; total: number; cursorRow: AccountCursorRow | null },
): Prisma.Sql {
  const listed = {
    table: Prisma.sql`app_user`,
    alias: Prisma.sql`u`,
    isListed: isListed(view, now),
    few: isFiltered(view) && total < MAX_COUNTED,
    columns: COLUMNS,
    select: COLUMNS,
  };
  const { page, order } = keysetQuery(listed, orderOf(view.sort), view, cursorRow);
  return Prisma.sql`
    SELECT u.id AS "userId", u.version, u.username, u.name, u.role, u.email, ${ACCOUNT_STATUS_SQL} AS "accountStatus",
      c.expires_at AS "codeExpiresAt", u.last_login_at AS "lastLogin", u.created_at AS "createdAt"
    FROM (${page}) AS u
    LEFT JOIN activation_code AS c ON c.user_id = u.id AND u.password_hash IS NULL
    ORDER BY ${order}`;
}

const COLUMNS = Prisma.sql`
  u.id, u.version, u.username, u.name, u.role, u.email, u.disabled_at, u.password_hash, u.last_login_at, u.created_at`;

/** Formats the dates of an account in the organisation's time zone. */
export function toAccountRow({ codeExpiresAt, lastLogin, createdAt, ...person }: AccountRecord): AccountRow {
  const { timeZone } = env();
  return {
    ...person,
    codeExpiresAt: codeExpiresAt && toLocalIso(codeExpiresAt, timeZone),
    lastLogin: lastLogin && toLocalIso(lastLogin, timeZone),
    createdAt: toLocalIso(createdAt, timeZone),
  };
}
