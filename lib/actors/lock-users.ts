import { Prisma, type Transaction } from "@/lib/db/client";

/** Holds people for the rest of a transaction that changes sessions of several: always in the same order, so nobody waits in a circle. */
export async function lockUsers(tx: Transaction, userIds: string[]): Promise<void> {
  await tx.$queryRaw(Prisma.sql`
    SELECT id FROM app_user WHERE id = ANY(${userIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`);
}

/** As {@link lockUsers}, without those whom somebody else holds. @returns the others */
export async function lockFreeUsers(tx: Transaction, userIds: string[]): Promise<string[]> {
  const free = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT id FROM app_user WHERE id = ANY(${userIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED`);
  return free.map(({ id }) => id);
}
