import { Prisma, type Transaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { isLocallyEnded } from "@/lib/sessions/locally-ended-sessions";
import type { System, Viewer } from "@/lib/viewer";

/**
 * Repeats the check of the guard, because time may have passed since: the request may have waited for a lock,
 * or a long file is being read. A user who was disabled, given another role or signed out meanwhile must not
 * change anything, and must not read any further. A request with a key that the session no longer has is
 * refused, too. A sign-out in the spool counts from the moment when it was accepted.
 *
 * The limits of the session are not checked: contact that is not written yet may extend it, and the sweep
 * ends a session past its limits within half a minute.
 *
 * @param tx - the transaction of a change, or the client itself between two parts of a long read
 * @throws AppError `forbidden` when the session, its key, the role or the account is no longer what the guard
 *   accepted
 */
export async function requireStillAllowed(tx: Transaction, by: Viewer | System): Promise<void> {
  if ("system" in by) return;
  const [session] = await tx.$queryRaw<unknown[]>(Prisma.sql`
    SELECT s.id FROM user_session AS s JOIN app_user AS u ON u.id = s.user_id
    WHERE s.id = ${by.sessionId}::uuid AND s.session_key = ${by.sessionKeyHash} AND s.logout_time IS NULL
      AND u.id = ${by.userId}::uuid AND u.role = ${by.role}::"Role" AND u.disabled_at IS NULL`);
  if (!session || isLocallyEnded(by.sessionKeyHash)) throw new AppError("forbidden");
}
