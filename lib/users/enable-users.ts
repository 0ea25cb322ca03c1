import { recordActivity } from "@/lib/activity/record";
import { actorOf } from "@/lib/actors/actor";
import { lockUserRows } from "@/lib/actors/lock-user-rows";
import { Prisma, type Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { requireStillAllowed } from "@/lib/sessions/still-allowed";
import type { Admin, System } from "@/lib/viewer";

/**
 * Enables accounts again with the passwords that they had. An account without a password needs a new
 * activation code.
 *
 * @returns the ids of the enabled users; users that were enabled before are left out
 * @throws AppError `forbidden`
 */
export async function enableUsers(tx: Transaction, by: Admin | System, userIds: string[]): Promise<string[]> {
  await lockUserRows(tx, userIds);
  await requireStillAllowed(tx, by);
  const at = await databaseNow(tx);
  const enabled = await tx.$queryRaw<{ userId: string }[]>(Prisma.sql`
    UPDATE app_user SET disabled_at = NULL, version = version + 1
    WHERE id = ANY(${userIds}::uuid[]) AND disabled_at IS NOT NULL
    RETURNING id AS "userId"`);
  const data = { before: { disabled: true }, after: { disabled: false } } as const;
  const ids = enabled.map(({ userId }) => userId);
  const events = ids.map((subjectId) => ({ subjectId, at, ...actorOf(by), data }));
  await recordActivity(tx, ...events.map((event) => ({ type: "user.enabled" as const, ...event })));
  return ids;
}
