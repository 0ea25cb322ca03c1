import type { Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { endSessionsOf } from "@/lib/sessions/end-sessions-of";
import { actorOf } from "@/lib/users/actor";
import { lockUsers } from "@/lib/users/lock-users";
import type { Admin, System } from "@/lib/viewer";

/** Ends every session of these people. @returns one id for each session that ended */
export async function signOutUsers(
  tx: Transaction,
  by: Admin | System,
  userIds: string[],
): Promise<string[]> {
  await lockUsers(tx, userIds);
  const at = await databaseNow(tx);
  return endSessionsOf(tx, userIds, { reason: "REVOKED", at, actorId: actorOf(by).actorId });
}
