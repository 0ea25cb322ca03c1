import { recordActivity } from "@/lib/activity/record";
import { actorOf } from "@/lib/actors/actor";
import { lockUserRows } from "@/lib/actors/lock-user-rows";
import { userCounters } from "@/lib/auth/sign-in/user-counters";
import { Prisma, type Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { requireStillAllowed } from "@/lib/sessions/still-allowed";
import type { Admin, System } from "@/lib/viewer";

/**
 * Deletes the failure counters of users, also those of their known browsers and addresses, so that the
 * right password is accepted at once.
 *
 * @returns ids of the users who had failures; the others are left alone
 * @throws AppError `forbidden` when the administrator is no longer allowed to act
 */
export async function unlockUsers(tx: Transaction, by: Admin | System, userIds: string[]): Promise<string[]> {
  await lockUserRows(tx, userIds);
  await requireStillAllowed(tx, by);
  const users = await userCounters(userIds, tx);
  const forgotten = await tx.$queryRaw<{ key: string; failures: number }[]>(Prisma.sql`
    DELETE FROM sign_in_failure
    WHERE key = ANY(${users.flatMap(({ counters }) => counters.map(({ key }) => key))}::text[])
    RETURNING key, failures`);
  const at = await databaseNow(tx);
  const unlocked = users.flatMap(({ userId: subjectId, counters }) => {
    const keys = new Set(counters.map(({ key }) => key));
    const counts = forgotten.filter(({ key }) => keys.has(key)).map(({ failures }) => failures);
    return counts.length > 0 ? [{ subjectId, failures: Math.max(...counts) }] : [];
  });
  const events = unlocked.map(({ subjectId, failures }) => ({
    type: "user.unlocked" as const,
    at,
    ...actorOf(by),
    subjectId,
    data: { before: { failures }, after: { failures: 0 as const } },
  }));
  await recordActivity(tx, ...events);
  return unlocked.map(({ subjectId }) => subjectId);
}
