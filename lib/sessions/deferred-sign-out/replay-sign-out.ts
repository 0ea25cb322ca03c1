import { recordActivity } from "@/lib/activity/record";
import { Prisma, type Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import type { EndReason } from "@/lib/db/generated/enums";
import { currentLimits } from "@/lib/sessions/current-limits";
import type { SpooledSignOut } from "@/lib/sessions/deferred-sign-out/spool";
import { endSession } from "@/lib/sessions/lifecycle/end-session";
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

/** What the sweep writes for want of better knowledge. */
const BY_LIMIT: readonly (EndReason | null)[] = ["IDLE_TIMEOUT", "MAX_AGE", "LOST_CONTACT"];

/**
 * Writes down a sign-out that came while the database was away, with its own time. It may take the place of an ending that the sweep has
 * written since; every other ending stands, and so does a limit that had been passed before the sign-out.
 *
 * @returns false when somebody else holds the person just now: another time
 */
export async function replaySignOut(tx: Transaction, signOut: SpooledSignOut): Promise<boolean> {
  const { sessionKey } = signOut;
  const free = await tx.$queryRaw<unknown[]>`
    SELECT id FROM app_user WHERE id = (SELECT user_id FROM user_session WHERE session_key = ${sessionKey})
    FOR NO KEY UPDATE SKIP LOCKED`; // people before sessions, as everybody
  const session = await tx.userSession.findUnique({
    where: { sessionKey },
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
  if (!session) return true;
  if (free.length === 0) return false;
  const { userId, loginTime } = session;
  // A machine whose clock is wrong, and that could not ask, must not write what can't be.
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

/** The row says what happened; the record keeps what was written before. */
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
