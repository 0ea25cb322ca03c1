import { Prisma, prisma } from "@/lib/db/client";
import { walkBatches } from "@/lib/db/walk-batches";
import type { AccountRow, AccountsView } from "@/lib/users/accounts-view";
import { type AccountRecord, toAccountRow } from "@/lib/users/list-accounts";
import { ACCOUNT_STATUS_SQL, isListed } from "@/lib/users/select-accounts";
import type { Admin, System } from "@/lib/viewer";

type Filter = Pick<AccountsView, "q" | "role" | "accountStatus" | "notSeenDays">;

/** Reads all accounts of a filter by name, in batches. */
export async function* walkAccounts(
  _by: Admin | System,
  filter: Filter,
  now: Date,
): AsyncGenerator<AccountRow[], void, void> {
  for await (const batch of walkBatches<AccountRecord>((last, limit) => {
    const afterCursor = last
      ? Prisma.sql`(u.name, u.id) > (${last.name}, ${last.userId}::uuid)`
      : Prisma.sql`true`;
    return prisma.$queryRaw(Prisma.sql`
      SELECT u.id AS "userId", u.version, u.username, u.name, u.role, u.email, ${ACCOUNT_STATUS_SQL} AS "accountStatus",
        c.expires_at AS "codeExpiresAt", u.last_login_at AS "lastLogin", u.created_at AS "createdAt"
      FROM app_user AS u LEFT JOIN activation_code AS c ON c.user_id = u.id AND u.password_hash IS NULL
      WHERE ${isListed(filter, now)} AND ${afterCursor}
      ORDER BY u.name, u.id LIMIT ${limit}`);
  }))
    yield batch.map(toAccountRow);
}

/** Counts all accounts of a filter, without a limit. */
export async function countAccounts(_by: Admin | System, filter: Filter, now: Date): Promise<number> {
  const [{ total }] = await prisma.$queryRaw<[{ total: number }]>(
    Prisma.sql`SELECT count(*)::int AS total FROM app_user AS u WHERE ${isListed(filter, now)}`,
  );
  return total;
}
