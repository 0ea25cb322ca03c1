import { recordActivity } from "@/lib/activity/record";
import { nameCounter } from "@/lib/auth/throttle";
import { Prisma, type Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { actorOf } from "@/lib/users/actor";
import type { Admin, System } from "@/lib/viewer";

/**
 * Forgets the failed tries of people's names, so that the right password is accepted at once.
 *
 * @returns whose were forgotten: who had none is left alone
 */
export async function unlockUsers(tx: Transaction, by: Admin | System, userIds: string[]): Promise<string[]> {
  const people = await tx.user.findMany({
    where: { id: { in: userIds } },
    select: { id: true, usernameKey: true },
    orderBy: { id: "asc" },
    take: userIds.length,
  });
  const keys = people.map(({ usernameKey }) => nameCounter(usernameKey));
  const forgotten = await tx.$queryRaw<{ key: string; failures: number }[]>(Prisma.sql`
    DELETE FROM sign_in_failure WHERE key = ANY(${keys}::text[]) RETURNING key, failures`);
  const at = await databaseNow(tx);
  const unlocked = people.flatMap(({ id: subjectId }, index) => {
    const failed = forgotten.find(({ key }) => key === keys[index]);
    return failed ? [{ subjectId, failures: failed.failures }] : [];
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
