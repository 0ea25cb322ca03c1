import { recordActivity } from "@/lib/activity/record";
import { Prisma, type Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import type { EndReason } from "@/lib/db/generated/enums";
import { currentLimits } from "@/lib/sessions/current-limits";
import type { SpooledSignOut } from "@/lib/sessions/deferred-sign-out/spool";
import { endSession } from "@/lib/sessions/lifecycle/end-session";
import { sessionOfAnyKey } from "@/lib/sessions/lifecycle/session-of-any-key";
import { limitEnd } from "@/lib/sessions/limits";

interface Found {
  id: string;
  userId: string;
  loginTime: Date;
  lastContactAt: Date;
  lastActivityAt: Date;
  logoutTime: Date | null;
  endReason: EndReason | null;
}

/** Reasons that the sweep writes while it does not know of a sign-out. */
const BY_LIMIT: readonly (EndReason | null)[] = ["IDLE_TIMEOUT", "MAX_AGE", "LOST_CONTACT"];

/**
 * Writes a sign-out that was accepted while the database was unavailable, with the time of its request.
 *
 * - A session that was past a limit at that time ends by the limit, because it had ended before the sign-out.
 * - Otherwise an open session ends as `SIGNED_OUT`.
 * - Otherwise an ending by a limit is replaced: the sweep wrote it without knowing of the sign-out. The
 *   recorded event has both endings.
 * - Every other ending stands.
 *
 * Idempotent: a second call changes nothing. A session that does not exist is ignored.
 *
 * @returns false when another transaction holds the user's row: the caller must try again later
 */
export async function replaySignOut(tx: Transaction, signOut: SpooledSignOut): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM ${sessionOfAnyKey(signOut.sessionKeyHash)} AS session`;
  if (!found) return true;
  const free = await tx.$queryRaw<unknown[]>`
    SELECT id FROM app_user WHERE id = (SELECT user_id FROM user_session WHERE id = ${found.id}::uuid)
    FOR NO KEY UPDATE SKIP LOCKED`; // the user's row before the session's, like every transaction
  if (free.length === 0) return false;
  const session = await tx.userSession.findUniqueOrThrow({
    where: { id: found.id },
    select: {
      id: true,
      userId: true,
      loginTime: true,
      lastContactAt: true,
      lastActivityAt: true,
      logoutTime: true,
      endReason: true,
    },
  });
  const { userId, loginTime } = session;
  // This machine could not ask the database for the time, and its clock may be wrong.
  const at = clamp(signOut.at, loginTime, await databaseNow(tx));
  const limit = limitEnd(session, currentLimits(), at);
  if (!session.logoutTime) {
    const end = limit ? { ...limit, actorId: null } : { reason: "SIGNED_OUT" as const, at, actorId: userId };
    await endSession(tx, session.id, end);
  } else if (!limit && BY_LIMIT.includes(session.endReason)) {
    await correctEnding(tx, session, at);
  }
  return true;
}

/** Replaces an ending by the sign-out. The row has the new ending; the recorded event has both. */
async function correctEnding(
  tx: Transaction,
  { id, userId, logoutTime, endReason }: Found,
  at: Date,
): Promise<void> {
  if (!logoutTime || !endReason) return;
  const [corrected] = await tx.$queryRaw<{ logoutTime: Date }[]>(Prisma.sql`
    UPDATE user_session
    SET logout_time = ${at}, end_reason = 'SIGNED_OUT', ended_by = ${userId}::uuid
    WHERE id = ${id}::uuid AND logout_time = ${logoutTime} AND end_reason = ${endReason}::"EndReason"
    RETURNING logout_time AS "logoutTime"`);
  if (!corrected) return;
  await recordActivity(tx, {
    type: "session.end_corrected",
    at: corrected.logoutTime,
    actorId: userId,
    subjectId: userId,
    sessionId: id,
    data: {
      before: { reason: endReason, at: logoutTime.toISOString() },
      after: { reason: "SIGNED_OUT", at: corrected.logoutTime.toISOString() },
    },
  });
}

function clamp(at: Date, least: Date, most: Date): Date {
  return new Date(Math.max(least.getTime(), Math.min(at.getTime(), most.getTime())));
}
