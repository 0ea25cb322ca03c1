import { Prisma, type Transaction } from "@/lib/db/client";

/**
 * Locks the rows of users until the end of a transaction that changes their sessions. Always locks in the
 * order of their ids, so that two transactions cannot deadlock.
 */
export async function lockUserRows(tx: Transaction, userIds: string[]): Promise<void> {
  await tx.$queryRaw(Prisma.sql`
    SELECT id FROM app_user WHERE id = ANY(${userIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`);
}

/**
 * Locks users like {@link lockUserRows}, but skips those that another transaction holds.
 *
 * @returns ids of the users that are locked now
 */
export async function lockFreeUserRows(tx: Transaction, userIds: string[]): Promise<string[]> {
  const free = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT id FROM app_user WHERE id = ANY(${userIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED`);
  return free.map(({ id }) => id);
}
