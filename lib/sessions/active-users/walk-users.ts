import { Prisma, prisma } from "@/lib/db/client";
import { walkBatches } from "@/lib/db/walk-batches";
import { countMatches } from "@/lib/sessions/active-users/count-matches";
import { countByRole, sumCounts } from "@/lib/sessions/active-users/count-presence";
import { listUserRows } from "@/lib/sessions/active-users/list-users";
import { hasRole, isInGroup } from "@/lib/sessions/active-users/select-users";
import { sizeOf } from "@/lib/sessions/active-users/users-segments";
import type { UsersView } from "@/lib/sessions/active-users/users-view";
import type { SessionLimits } from "@/lib/sessions/limits";
import { matchesUser } from "@/lib/sessions/match-users";
import { connectedUsers } from "@/lib/sessions/presence-sql";
import type { UserRow } from "@/lib/sessions/session-row";
import type { Admin, System } from "@/lib/viewer";

type Filter = Pick<UsersView, "q" | "role" | "status">;

/** Reads all users that match a filter, in batches, sorted by name. */
export async function* walkUsers(
  _by: Admin | System,
  filter: Filter,
  limits: SessionLimits,
  now: Date,
): AsyncGenerator<UserRow[], void, void> {
  for await (const batch of walkBatches<{ id: string; name: string }>((last, limit) => {
    const afterCursor = last
      ? Prisma.sql`(u.name, u.id) > (${last.name}, ${last.id}::uuid)`
      : Prisma.sql`true`;
    return prisma.$queryRaw(Prisma.sql`
      WITH here AS (${connectedUsers(now, limits)})
      SELECT u.id, u.name FROM app_user AS u
      WHERE ${filter.q === "" ? Prisma.sql`true` : matchesUser(filter.q)} AND ${hasRole(filter)}
        AND ${isInGroup(filter.status ?? "all")} AND ${afterCursor}
      ORDER BY u.name, u.id LIMIT ${limit}`);
  })) {
    const ids = batch.map(({ id }) => id);
    yield await listUserRows(ids, limits, now);
  }
}

/** Counts the users that {@link walkUsers} reads. */
export async function countUsers(
  _by: Admin | System,
  filter: Filter,
  limits: SessionLimits,
  now: Date,
): Promise<number> {
  const counts =
    filter.q === ""
      ? sumCounts(await countByRole(now, limits), filter.role)
      : await countMatches(filter, limits, now);
  return sizeOf(filter.status ?? "all", counts);
}
