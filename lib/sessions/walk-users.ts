import { Prisma, prisma } from "@/lib/db/client";
import type { UserRow } from "@/lib/sessions/active-users";
import { countMatches } from "@/lib/sessions/count-matches";
import { countByRole, sumCounts } from "@/lib/sessions/count-presence";
import type { SessionLimits } from "@/lib/sessions/limits";
import { findUserRows } from "@/lib/sessions/list-users";
import { matches } from "@/lib/sessions/match-users";
import { peopleHere } from "@/lib/sessions/presence-sql";
import { hasRole, isInGroup } from "@/lib/sessions/select-users";
import { sizeOf } from "@/lib/sessions/users-order";
import type { UsersView } from "@/lib/sessions/users-view";
import type { Admin, System } from "@/lib/viewer";

const BATCH = 1_000;

type Filter = Pick<UsersView, "q" | "role" | "status">;

/** Everybody whom a filter asks for, by name, in batches: each begins after the last person of the one before. */
export async function* walkUsers(
  _by: Admin | System,
  filter: Filter,
  limits: SessionLimits,
  now: Date,
): AsyncGenerator<UserRow[], void, void> {
  let last: { id: string; name: string } | null = null;
  for (;;) {
    const beyond: Prisma.Sql = last
      ? Prisma.sql`(u.name, u.id) > (${last.name}, ${last.id}::uuid)`
      : Prisma.sql`true`;
    const found: { id: string; name: string }[] = await prisma.$queryRaw(Prisma.sql`
      WITH here AS (${peopleHere(now, limits)})
      SELECT u.id, u.name FROM app_user AS u
      WHERE ${filter.q === "" ? Prisma.sql`true` : matches(filter.q)} AND ${hasRole(filter)}
        AND ${isInGroup(filter.status ?? "all")} AND ${beyond}
      ORDER BY u.name, u.id LIMIT ${BATCH}`);
    if (found.length > 0)
      yield await findUserRows(
        found.map(({ id }) => id),
        limits,
        now,
      );
    if (found.length < BATCH) return;
    last = found.at(-1) ?? null;
  }
}

/** How many there are. */
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
