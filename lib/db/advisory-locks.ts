import type { Transaction } from "@/lib/db/client";

/**
 * The advisory locks of the product. All instances on one database share them. The numbers are arbitrary, but
 * each must be unique and must never change, because an instance of another version would not see the lock.
 */
export const ADVISORY_LOCKS = {
  /** One instance at a time ends the sessions that are past their limits. */
  sweep: 7_305_001,
  /** Changes that may remove an administrator run one after the other. */
  administrators: 7_305_002,
  /** One file of users is imported at a time. */
  import: 7_305_003,
  /** One instance at a time removes old addresses. */
  retention: 7_305_010,
  /** One instance at a time writes events of refused attempts. */
  refusals: 7_305_011,
  /** One instance at a time grants the rights of the role that serves requests. */
  rights: 7_305_020,
} as const;

export type AdvisoryLock = keyof typeof ADVISORY_LOCKS;

/** Waits for a lock and holds it until the transaction ends. */
export async function holdLock(tx: Transaction, lock: AdvisoryLock): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${ADVISORY_LOCKS[lock]})::text`;
}

/**
 * Takes a lock until the transaction ends, unless another transaction holds it. Does not wait.
 *
 * @returns whether this transaction holds the lock
 */
export async function tryLock(tx: Transaction, lock: AdvisoryLock): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    [{ mine: boolean }]
  >`SELECT pg_try_advisory_xact_lock(${ADVISORY_LOCKS[lock]}) AS mine`;
  return row.mine;
}
