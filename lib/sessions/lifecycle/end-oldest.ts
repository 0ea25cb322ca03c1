import { Prisma, type Transaction } from "@/lib/db/client";
import { currentLimits } from "@/lib/sessions/current-limits";
import { endSessionsOf } from "@/lib/sessions/lifecycle/end-sessions-of";
import { listLocallyEnded } from "@/lib/sessions/locally-ended-sessions";
import { isOpen } from "@/lib/sessions/presence-sql";

interface Crowded {
  /** Held by this transaction. */
  userId: string;
  /** How many sessions may stay open; 0: all of them. */
  max: number;
  /** The session that has just been opened, at this moment. */
  keptId: string;
  at: Date;
}

/** Ends the oldest open sessions of a person who has too many. One past its limits is none of them: it ends by those. */
export async function endOldest(tx: Transaction, { userId, max, keptId, at }: Crowded): Promise<void> {
  if (max === 0) return;
  const denied = listLocallyEnded(); // ended here already, whatever the database knows of it
  const oldest = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT s.id FROM user_session AS s
    WHERE s.user_id = ${userId}::uuid AND s.id <> ${keptId}::uuid AND ${isOpen(at, currentLimits())}
      AND ${denied.length > 0 ? Prisma.sql`s.session_key <> ALL(${denied}::text[])` : Prisma.sql`true`}
    ORDER BY s.login_time DESC, s.id DESC OFFSET ${max - 1}`);
  if (oldest.length === 0) return;
  const onlyIds = oldest.map(({ id }) => id);
  await endSessionsOf(tx, [userId], { reason: "REPLACED", at, actorId: null, onlyIds });
}
