import { Prisma, prisma } from "@/lib/db/client";
import type { Role } from "@/lib/db/generated/enums";
import type { SessionLimits } from "@/lib/sessions/limits";
import { connectedUsers } from "@/lib/sessions/presence-sql";
import type { Counts } from "@/lib/sessions/session-row";

export type CountsByRole = { role: Role; counts: Counts }[];

type CountedRow = Pick<Counts, "users" | "never" | "online" | "away" | "openSessions"> & { role: Role };

/**
 * Counts the users of each role by presence, and their open sessions. Reads the open sessions and one stored
 * count for each role, so the cost does not grow with the number of users and of ended sessions.
 */
export async function countByRole(now: Date, limits: SessionLimits): Promise<CountsByRole> {
  const rows = await prisma.$queryRaw<CountedRow[]>(presenceQuery(now, limits));
  return rows.map(({ role, ...counted }) => ({ role, counts: withOffline(counted) }));
}

/** Builds the query of {@link countByRole}. Exported for the benchmark that measures it. */
export function presenceQuery(now: Date, limits: SessionLimits): Prisma.Sql {
  return Prisma.sql`
    WITH here AS (${connectedUsers(now, limits)}), present AS (
      SELECT u.role,
        count(*) FILTER (WHERE here.online) AS online,
        count(*) FILTER (WHERE NOT here.online) AS away,
        sum(here.sessions) AS sessions
      FROM here JOIN app_user AS u ON u.id = here.user_id GROUP BY u.role
    )
    SELECT role, users, never,
      COALESCE(online, 0)::int AS online, COALESCE(away, 0)::int AS away, COALESCE(sessions, 0)::int AS "openSessions"
    FROM user_count LEFT JOIN present USING (role)`;
}

function withOffline(counted: Omit<CountedRow, "role">): Counts {
  const { users, online, away, never } = counted;
  return { ...counted, offline: users - online - away - never };
}

/** Adds up the counts of all roles, or takes those of one role. */
export function sumCounts(byRole: CountsByRole, role: Role | null = null): Counts {
  const sum: Counts = { users: 0, online: 0, away: 0, offline: 0, never: 0, openSessions: 0 };
  for (const entry of byRole) {
    if (role !== null && entry.role !== role) continue;
    for (const key of ["users", "online", "away", "offline", "never", "openSessions"] as const) {
      sum[key] += entry.counts[key];
    }
  }
  return sum;
}

/** Counts users by presence, and open sessions, of the whole organisation. */
export async function countPresence(now: Date, limits: SessionLimits): Promise<Counts> {
  return sumCounts(await countByRole(now, limits));
}
