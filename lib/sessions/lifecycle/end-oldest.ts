import { Prisma, type Transaction } from "@/lib/db/client";
import { currentLimits } from "@/lib/sessions/current-limits";
import { endSessionsOf } from "@/lib/sessions/lifecycle/end-sessions-of";
import { listLocallyEnded } from "@/lib/sessions/locally-ended-sessions";
import { isOpen } from "@/lib/sessions/presence-sql";

interface MaxOpenSessions {
  /** User whose row this transaction has locked. */
  userId: string;
  /** Number of sessions that may stay open; 0: no limit. */
  max: number;
  /** The session that was opened at `at`: it always stays open. */
  keptId: string;
  at: Date;
}

/**
 * Ends the oldest open sessions of a user who has more than `max`, with the reason `REPLACED`. A session past
 * its limits does not count as open: its limits end it.
 */
export async function endOldest(
  tx: Transaction,
  { userId, max, keptId, at }: MaxOpenSessions,
): Promise<void> {
  if (max === 0) return;
  const locallyEnded = listLocallyEnded(); // the database may still have them open
  const oldest = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT s.id FROM user_session AS s
    WHERE s.user_id = ${userId}::uuid AND s.id <> ${keptId}::uuid AND ${isOpen(at, currentLimits())}
      AND ${locallyEnded.length > 0 ? Prisma.sql`s.session_key <> ALL(${locallyEnded}::text[])` : Prisma.sql`true`}
    ORDER BY s.login_time DESC, s.id DESC OFFSET ${max - 1}`);
  if (oldest.length === 0) return;
  const onlyIds = oldest.map(({ id }) => id);
  await endSessionsOf(tx, [userId], { reason: "REPLACED", at, actorId: null, onlyIds });
}
