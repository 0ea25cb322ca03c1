import type { SessionClaims } from "@/lib/auth/session/session-cookie";
import type { Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { currentLimits } from "@/lib/sessions/current-limits";
import { endSession } from "@/lib/sessions/lifecycle/end-session";
import { limitEnd } from "@/lib/sessions/limits";

/**
 * Ends the session that a browser's cookie stands for, because its person signs out, or in anew. One that had passed its limits
 * ends by those, at their instant; one that had ended stays as it is.
 *
 * @param abandoned - nobody waits for it any more, and it has been taken care of otherwise: it must not be written with a later time
 */
export async function endBrowserSession(
  tx: Transaction,
  { sessionKeyHash, userId }: SessionClaims,
  abandoned?: AbortSignal,
): Promise<void> {
  const session = await tx.userSession.findUnique({
    where: { sessionKey: sessionKeyHash, userId, logoutTime: null },
    select: { id: true, loginTime: true, lastContactAt: true, lastActivityAt: true },
  });
  if (!session) return;
  const at = await databaseNow(tx);
  abandoned?.throwIfAborted();
  const limit = limitEnd(session, currentLimits(), at);
  const end = limit ? { ...limit, actorId: null } : { reason: "SIGNED_OUT" as const, at, actorId: userId };
  await endSession(tx, session.id, end);
}
