import { actorOf } from "@/lib/actors/actor";
import { lockUsers } from "@/lib/actors/lock-users";
import type { Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { endSessionsOf } from "@/lib/sessions/lifecycle/end-sessions-of";
import { requireStillAllowed } from "@/lib/sessions/still-allowed";
import type { Admin, System } from "@/lib/viewer";

interface Which {
  /** Why; the people read it. */
  note?: string | null;
  /** Of their sessions only these. */
  onlyIds?: string[];
}

/**
 * Ends the sessions of these people; never the one that it is asked with.
 *
 * @returns one id for each session that ended
 * @throws AppError `forbidden` when who asks may no more
 */
export async function signOutUsers(
  tx: Transaction,
  by: Admin | System,
  userIds: string[],
  { note, onlyIds }: Which = {},
): Promise<string[]> {
  await lockUsers(tx, userIds);
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
