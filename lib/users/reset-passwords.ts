import { recordActivity } from "@/lib/activity/record";
import { actorOf } from "@/lib/actors/actor";
import { lockUserRows } from "@/lib/actors/lock-user-rows";
import { Prisma, type Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { AppError } from "@/lib/errors";
import { endSessionsOf } from "@/lib/sessions/lifecycle/end-sessions-of";
import { requireStillAllowed } from "@/lib/sessions/still-allowed";
import { lockAdministrators, requireAdministratorLeft } from "@/lib/users/administrators";
import { codeExpiryOf, issueCodes, type NewCode } from "@/lib/users/issue-codes";
import type { Admin, System } from "@/lib/viewer";

/**
 * Replaces passwords by new activation codes. The users' sessions end, and their known browsers are
 * forgotten. The terminal may also reset the last administrator, because this is the way back for a
 * locked-out administrator.
 *
 * @returns codes of the enabled users and their expiry; disabled users get none
 * @throws AppError `conflict` with the `reason` `self` or, in the browser, `last_administrator`; `forbidden`
 */
export async function resetPasswords(
  tx: Transaction,
  by: Admin | System,
  userIds: string[],
): Promise<{ issued: NewCode[]; codesUntil: Date }> {
  const { actorId, sessionId } = actorOf(by);
  if (actorId && userIds.includes(actorId)) throw new AppError("conflict", { reason: "self" });
  await lockAdministrators(tx);
  await lockUserRows(tx, userIds);
  await requireStillAllowed(tx, by);
  const at = await databaseNow(tx);
  const reset = await tx.$queryRaw<{ userId: string; password: boolean }[]>(Prisma.sql`
    WITH before AS (
      SELECT id, password_hash IS NOT NULL AS password FROM app_user
      WHERE id = ANY(${userIds}::uuid[]) AND disabled_at IS NULL
    )
    UPDATE app_user AS u SET password_hash = NULL FROM before WHERE u.id = before.id
    RETURNING u.id AS "userId", before.password`);
  if (actorId) await requireAdministratorLeft(tx);
  const ids = reset.map(({ userId }) => userId);
  await tx.knownDevice.deleteMany({ where: { userId: { in: ids } } });
  await endSessionsOf(tx, ids, { reason: "PASSWORD_CHANGED", at, actorId });
  const events = reset.map(({ userId, password }) => ({
    type: "user.code_issued" as const,
    at,
    actorId,
    sessionId,
    subjectId: userId,
    data: { before: { password }, after: { password: false as const } },
  }));
  await recordActivity(tx, ...events);
  return { issued: await issueCodes(tx, ids, at), codesUntil: codeExpiryOf(at) };
}
