import { actorOf } from "@/lib/actors/actor";
import { lockUserRows } from "@/lib/actors/lock-user-rows";
import type { Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { endSessionsOf } from "@/lib/sessions/lifecycle/end-sessions-of";
import { requireStillAllowed } from "@/lib/sessions/still-allowed";
import type { Admin, System } from "@/lib/viewer";

interface Scope {
  /** Reason that the users read. */
  note?: string | null;
  /** Ids of the only sessions to end; by default all sessions of the users. */
  onlyIds?: string[];
}

/**
 * Ends the open sessions of these users, except the session of the request.
 *
 * @returns ids of the sessions that ended
 * @throws AppError `forbidden` when the administrator may no longer act
 */
export async function revokeSessionsOf(
  tx: Transaction,
  by: Admin | System,
  userIds: string[],
  { note, onlyIds }: Scope = {},
): Promise<string[]> {
  await lockUserRows(tx, userIds);
  await requireStillAllowed(tx, by);
  const at = await databaseNow(tx);
  const { actorId, sessionId } = actorOf(by);
  return endSessionsOf(tx, userIds, {
    reason: "REVOKED",
    at,
    actorId,
    note,
    onlyIds,
    exceptId: sessionId ?? undefined,
  });
}
