import type { SessionClaims } from "@/lib/auth/session/session-cookie";
import { Prisma, type Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { currentLimits } from "@/lib/sessions/current-limits";
import { endSession } from "@/lib/sessions/lifecycle/end-session";
import { sessionOfAnyKey } from "@/lib/sessions/lifecycle/session-of-any-key";
import { limitEnd } from "@/lib/sessions/limits";

interface OpenRow {
  id: string;
  loginTime: Date;
  lastContactAt: Date;
  lastActivityAt: Date;
}

/**
 * Ends the session of a browser's cookie, because its user signs out or signs in again. A session past its
 * limits ends at the instant of the limit and with that reason. A session that has ended stays as it is.
 * The cookie may still have the key that the session had before a change.
 *
 * @param abandoned - aborted when the caller no longer waits and has stored the sign-out elsewhere: writing
 *   it now would give it a later time
 * @throws the reason of `abandoned` when it is aborted before the write
 */
export async function endBrowserSession(
  tx: Transaction,
  { sessionKeyHash, userId }: SessionClaims,
  abandoned?: AbortSignal,
): Promise<void> {
  const [session] = await tx.$queryRaw<OpenRow[]>(Prisma.sql`
    SELECT id, login_time AS "loginTime", last_contact_at AS "lastContactAt", last_activity_at AS "lastActivityAt"
    FROM user_session
    WHERE id = ${sessionOfAnyKey(sessionKeyHash)} AND user_id = ${userId}::uuid AND logout_time IS NULL`);
  if (!session) return;
  const at = await databaseNow(tx);
  abandoned?.throwIfAborted();
  const limit = limitEnd(session, currentLimits(), at);
  const end = limit ? { ...limit, actorId: null } : { reason: "SIGNED_OUT" as const, at, actorId: userId };
  await endSession(tx, session.id, end);
}
