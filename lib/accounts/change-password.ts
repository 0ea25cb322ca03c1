import { recordActivity } from "@/lib/activity/record";
import { lockUserRows } from "@/lib/actors/lock-user-rows";
import { hashPassword } from "@/lib/auth/password/password";
import { faultOfPassword, type PasswordFault } from "@/lib/auth/password/password-rule";
import { checkPassword } from "@/lib/auth/sign-in/check-password";
import type { ClientInfo, SignedIn } from "@/lib/auth/sign-in/sign-in";
import { withHashSlot } from "@/lib/auth/sign-in/sign-in-queue";
import { type Counter, clearFailures } from "@/lib/auth/sign-in/throttle";
import { prisma, type Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import type { EndReason } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { publish } from "@/lib/live/hints";
import { mayAct } from "@/lib/require-rate";
import { type ChangedKey, changeSessionKey } from "@/lib/sessions/lifecycle/change-session-key";
import { endSessionsOf } from "@/lib/sessions/lifecycle/end-sessions-of";
import { isLocallyEnded } from "@/lib/sessions/locally-ended-sessions";
import { usernameKey } from "@/lib/users/username";
import type { Viewer } from "@/lib/viewer";

/** The session of this browser with its new key, and the number of other sessions that ended. */
export interface Renewed extends SignedIn {
  ended: number;
}

/**
 * `wrong`: the current password is wrong or has changed meanwhile. `often`: the
 * user has sent this form too often. That is told only after the right password, so that a copy of the cookie
 * can't keep its owner from changing the password.
 */
type Outcome = "wrong" | "often" | PasswordFault | Renewed;

interface Committed extends ChangedKey {
  ended: number;
}

/**
 * Changes the viewer's own password, ends the viewer's other sessions, gives this session a new key, so that
 * a copy of its cookie is refused from now on, and forgets the other known browsers.
 *
 * The throttle of signing in applies to the current password here too, so that nobody can guess it in a
 * session that was left open.
 *
 * @throws MustWait after too many wrong passwords
 * @throws TooBusy when too many attempts are in progress
 * @throws AppError `unauthenticated` when the session has ended meanwhile
 */
export async function changePassword(
  viewer: Viewer,
  { current, next }: { current: string; next: string },
  client: ClientInfo,
): Promise<Outcome> {
  const account = await checkOwnPassword(viewer, current, client);
  if (!account) return "wrong";
  const fault = await faultOfPassword(next, viewer);
  if (fault) return fault;
  if (!mayAct(viewer, "password")) return "often";
  const passwordHash = await withHashSlot(() => hashPassword(next));
  const committed = await prisma.$transaction(async (tx) => {
    await lockUserRows(tx, [viewer.userId]);
    const { count } = await tx.user.updateMany({
      where: { id: viewer.userId, passwordHash: account.passwordHash },
      data: { passwordHash },
    });
    if (count === 0) return "wrong"; // the password has changed since the check
    await tx.knownDevice.deleteMany({
      where: { userId: viewer.userId, deviceHash: { notIn: client.deviceHashes } },
    });
    await recordActivity(tx, {
      type: "user.password_changed",
      at: await databaseNow(tx),
      actorId: viewer.userId,
      subjectId: viewer.userId,
      sessionId: viewer.sessionId,
      data: {},
    });
    return endOthers(tx, viewer, account.toClear, "PASSWORD_CHANGED");
  });
  return committed === "wrong" ? committed : renewed(viewer, committed);
}

/**
 * Ends the viewer's sessions in all other browsers, after a check of the password, and gives this session a
 * new key like {@link changePassword}.
 *
 * @throws like {@link changePassword}
 */
export async function endOtherSessions(
  viewer: Viewer,
  password: string,
  client: ClientInfo,
): Promise<Outcome> {
  const account = await checkOwnPassword(viewer, password, client);
  if (!account) return "wrong";
  if (!mayAct(viewer, "password")) return "often";
  const committed = await prisma.$transaction(async (tx) => {
    await lockUserRows(tx, [viewer.userId]);
    const unchanged = { id: viewer.userId, passwordHash: account.passwordHash };
    // The password has changed since the check.
    if ((await tx.user.count({ where: unchanged })) === 0) return "wrong";
    return endOthers(tx, viewer, account.toClear, "SIGNED_OUT");
  });
  return committed === "wrong" ? committed : renewed(viewer, committed);
}

function checkOwnPassword(
  { username, sessionId }: Viewer,
  password: string,
  { ipAddress, deviceHashes }: ClientInfo,
) {
  const attempt = { usernameKey: usernameKey(username), ipAddress, deviceHashes, sessionId };
  return checkPassword(attempt, password);
}

async function endOthers(
  tx: Transaction,
  { userId, sessionId }: Viewer,
  toClear: Counter | null,
  reason: EndReason,
): Promise<Committed> {
  const key = await changeSessionKey(tx, sessionId);
  if (toClear) await clearFailures(tx, toClear);
  const at = await databaseNow(tx);
  const ended = await endSessionsOf(tx, [userId], { reason, at, actorId: userId, exceptId: sessionId });
  return { ...key, ended: ended.length };
}

/**
 * Completes a change of the key after its commit: closes the streams of the former cookie at once.
 *
 * @throws AppError `unauthenticated` when the user has signed out of this browser meanwhile
 */
function renewed({ userId, sessionId }: Viewer, committed: Committed): Renewed {
  const { sessionKey, formerKeyHash, ended } = committed;
  publish({ kind: "keyChanged", sessionId });
  // Accepted while the transaction hung: the replay of the spool ends the session.
  if (isLocallyEnded(formerKeyHash)) throw new AppError("unauthenticated");
  return { userId, sessionKey, ended };
}
