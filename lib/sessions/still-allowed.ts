import { Prisma, type Transaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { isLocallyEnded } from "@/lib/sessions/locally-ended-sessions";
import type { System, Viewer } from "@/lib/viewer";

/**
 * Asks once more what the guard has asked before: a file that takes its time, or a lock, may lie between. A
 * person who has been shut out, given another role or signed out meanwhile changes nothing, and reads no
 * further. A sign-out that waits on disk counts from the moment when it was taken.
 *
 * Limits are not asked: contact that waits to be written may prolong the session, and the sweep ends within
 * half a minute what is past them.
 *
 * @param tx - the transaction of a change; the client itself between two parts of a long read
 * @throws AppError `forbidden`
 */
export async function requireStillAllowed(tx: Transaction, by: Viewer | System): Promise<void> {
  if ("system" in by) return;
  const [session] = await tx.$queryRaw<{ sessionKey: string }[]>(Prisma.sql`
    SELECT s.session_key AS "sessionKey" FROM user_session AS s JOIN app_user AS u ON u.id = s.user_id
    WHERE s.id = ${by.sessionId}::uuid AND s.logout_time IS NULL AND u.id = ${by.userId}::uuid
      AND u.role = ${by.role}::"Role" AND u.disabled_at IS NULL`);
  if (!session || isLocallyEnded(session.sessionKey)) throw new AppError("forbidden");
}
