import type { Transaction } from "@/lib/db/client";

/**
 * The advisory locks that the product takes, in every instance on one database. A number means nothing, but
 * no two may be the same, and none may change: an instance of another version would not see the lock.
 */
export const ADVISORY_LOCKS = {
  /** One instance at a time writes down the ends of silent sessions. */
  sweep: 7_305_001,
  /** Changes that may take an administrator away go in turn. */
  administrators: 7_305_002,
  /** One file of people at a time is imported. */
  import: 7_305_003,
  /** One instance at a time takes old addresses away. */
  retention: 7_305_010,
} as const;

export type AdvisoryLock = keyof typeof ADVISORY_LOCKS;

/** Waits for a lock, and holds it until the transaction ends. */
export async function holdLock(tx: Transaction, lock: AdvisoryLock): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${ADVISORY_LOCKS[lock]})::text`;
}

/**
 * Takes a lock until the transaction ends, unless another transaction holds it.
 *
 * @returns whether it is held now
 */
export async function tryLock(tx: Transaction, lock: AdvisoryLock): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    [{ mine: boolean }]
  >`SELECT pg_try_advisory_xact_lock(${ADVISORY_LOCKS[lock]}) AS mine`;
  return row.mine;
}
