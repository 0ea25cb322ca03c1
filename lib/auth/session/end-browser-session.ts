import type { SessionClaims } from "@/lib/auth/session/session-cookie";
import type { Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { currentLimits } from "@/lib/sessions/current-limits";
import { endSession } from "@/lib/sessions/lifecycle/end-session";
import { limitEnd } from "@/lib/sessions/limits";

/**
 * Ends the session of a browser's cookie, because its user signs out or signs in again. A session past its
 * limits ends at the instant of the limit and with that reason. A session that has ended stays as it is.
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
