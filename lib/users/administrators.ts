import { holdLock } from "@/lib/db/advisory-locks";
import { Prisma, type Transaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";

/**
 * Lets changes that may take an administrator away go in turn: two who demote each other at once must not both succeed. Taken before
 * people are locked, by everybody who takes it.
 */
export async function lockAdministrators(tx: Transaction): Promise<void> {
  await holdLock(tx, "administrators");
}

/**
 * Somebody must be left who can sign in and let the others in: an administrator who is enabled and has a password.
 *
 * @throws AppError `conflict`, `last_administrator`: the change must not be kept
 */
export async function requireAdministratorLeft(tx: Transaction): Promise<void> {
  const [row] = await tx.$queryRaw<[{ left: boolean }]>(Prisma.sql`
    SELECT EXISTS (
      SELECT FROM app_user WHERE role = 'ADMIN' AND disabled_at IS NULL AND password_hash IS NOT NULL
    ) AS left`);
  if (!row.left) throw new AppError("conflict", { reason: "last_administrator" });
}
