import { Prisma, prisma } from "@/lib/db/client";
import type { UsersView } from "@/lib/sessions/active-users/users-view";
import type { SessionLimits } from "@/lib/sessions/limits";
import { matchesUser } from "@/lib/sessions/match-users";
import { connectedUsers } from "@/lib/sessions/presence-sql";
import type { Counts } from "@/lib/sessions/session-row";

/** Counts the users that a search finds, by presence. Reads only the users that it finds. */
export async function countMatches(
  filter: Pick<UsersView, "q" | "role">,
  limits: SessionLimits,
  now: Date,
): Promise<Omit<Counts, "openSessions">> {
  const [counted] = await prisma.$queryRaw<[Omit<Counts, "openSessions">]>(matchesQuery(filter, limits, now));
  return counted;
}

/** Builds the query of {@link countMatches}. Exported for the test that reads its plan. */
export function matchesQuery(
  { q, role }: Pick<UsersView, "q" | "role">,
  limits: SessionLimits,
  now: Date,
): Prisma.Sql {
  const hasRole = role === null ? Prisma.sql`true` : Prisma.sql`u.role = ${role}::"Role"`;
  return Prisma.sql`
    WITH here AS (${connectedUsers(now, limits)}), found AS MATERIALIZED (
      SELECT u.id, u.last_login_at FROM app_user AS u WHERE ${matchesUser(q)} AND ${hasRole}
    )
    SELECT count(*)::int AS users,
      count(*) FILTER (WHERE here.online)::int AS online,
      count(*) FILTER (WHERE NOT here.online)::int AS away,
      count(*) FILTER (WHERE here.user_id IS NULL AND found.last_login_at IS NOT NULL)::int AS offline,
      count(*) FILTER (WHERE found.last_login_at IS NULL)::int AS never
    FROM found LEFT JOIN here ON here.user_id = found.id`;
}
