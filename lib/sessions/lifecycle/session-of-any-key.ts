import { Prisma } from "@/lib/db/client";

/**
 * Selects the id of the session that has this key, or had it before. Only for endings: a sign-out that was
 * under way when the key changed, or waited on a disk, must still end its session. Every other use of a
 * former key is refused, because it may be a copy.
 */
export function sessionOfAnyKey(sessionKeyHash: string): Prisma.Sql {
  return Prisma.sql`(
    SELECT id FROM user_session WHERE session_key = ${sessionKeyHash}
    UNION ALL SELECT session_id FROM former_session_key WHERE key_hash = ${sessionKeyHash}
    LIMIT 1)`;
}
