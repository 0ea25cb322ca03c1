import { recordActivity } from "@/lib/activity/record";
import { actorOf } from "@/lib/actors/actor";
import { lockUserRows } from "@/lib/actors/lock-user-rows";
import { Prisma, type Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import type { Role } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { endSessionsOf } from "@/lib/sessions/lifecycle/end-sessions-of";
import { requireStillAllowed } from "@/lib/sessions/still-allowed";
import { lockAdministrators, requireAdministratorLeft } from "@/lib/users/administrators";
import type { Admin, System } from "@/lib/viewer";

/**
 * Disables accounts: they can't sign in or be activated, and their sessions end in the same transaction.
 * Their history is kept.
 *
 * @returns the ids of the disabled users; users that were disabled before are left out
 * @throws AppError `conflict` with the `reason` `self` or `last_administrator`; `forbidden`
 */
export async function disableUsers(
  tx: Transaction,
  by: Admin | System,
  userIds: string[],
): Promise<string[]> {
  const { actorId, sessionId } = actorOf(by);
  if (actorId && userIds.includes(actorId)) throw new AppError("conflict", { reason: "self" });
  await lockAdministrators(tx);
  await lockUserRows(tx, userIds);
  await requireStillAllowed(tx, by);
  const at = await databaseNow(tx);
  const disabled = await tx.$queryRaw<{ userId: string; role: Role }[]>(Prisma.sql`
    UPDATE app_user SET disabled_at = ${at}, version = version + 1
    WHERE id = ANY(${userIds}::uuid[]) AND disabled_at IS NULL
    RETURNING id AS "userId", role`);
  if (disabled.some(({ role }) => role === "ADMIN")) await requireAdministratorLeft(tx);
  const ids = disabled.map(({ userId }) => userId);
  await tx.activationCode.deleteMany({ where: { userId: { in: ids } } });
  await endSessionsOf(tx, ids, { reason: "ACCOUNT_DISABLED", at, actorId });
  const data = { before: { disabled: false }, after: { disabled: true } } as const;
  const events = ids.map((subjectId) => ({ subjectId, at, actorId, sessionId, data }));
  await recordActivity(tx, ...events.map((event) => ({ type: "user.disabled" as const, ...event })));
  return ids;
}
