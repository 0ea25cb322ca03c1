import { holdLock } from "@/lib/db/advisory-locks";
import { Prisma, type Transaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";

/**
 * Takes the lock under which only one change at a time may remove an administrator, so that two
 * administrators can't demote each other at the same time. Every caller takes this lock before it locks
 * users, to avoid a deadlock.
 */
export async function lockAdministrators(tx: Transaction): Promise<void> {
  await holdLock(tx, "administrators");
}

/**
 * Checks after a change that at least one administrator can still sign in: enabled and with a password.
 *
 * @throws AppError `conflict` with the `reason` `last_administrator`, which rolls the change back
 */
export async function requireAdministratorLeft(tx: Transaction): Promise<void> {
  const [row] = await tx.$queryRaw<[{ left: boolean }]>(Prisma.sql`
    SELECT EXISTS (
      SELECT FROM app_user WHERE role = 'ADMIN' AND disabled_at IS NULL AND password_hash IS NOT NULL
    ) AS left`);
  if (!row.left) throw new AppError("conflict", { reason: "last_administrator" });
}
