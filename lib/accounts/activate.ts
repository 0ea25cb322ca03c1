import { recordActivity } from "@/lib/activity/record";
import { lockUserRows } from "@/lib/actors/lock-user-rows";
import { hashPassword } from "@/lib/auth/password/password";
import { faultOfPassword, type PasswordFault } from "@/lib/auth/password/password-rule";
import { endBrowserSession } from "@/lib/auth/session/end-browser-session";
import type { ClientInfo, SignedIn } from "@/lib/auth/sign-in/sign-in";
import { runInOrder, withHashSlot } from "@/lib/auth/sign-in/sign-in-queue";
import {
  addFailure,
  addressCounter,
  clearFailures,
  deviceCounter,
  nameCounter,
} from "@/lib/auth/sign-in/throttle";
import { ADDRESS_RULE, isThrottled } from "@/lib/auth/sign-in/throttle-rule";
import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { openSession } from "@/lib/sessions/lifecycle/open-session";
import { hashActivationCode } from "@/lib/users/activation-code";

/** The user to whom an activation code belongs. */
export interface Owner {
  userId: string;
  username: string;
  name: string;
}

/**
 * Finds the user of an activation code that can still be used. A wrong code counts as a failure of its
 * address.
 *
 * @returns `code` for every refusal alike: wrong, used, expired, of a disabled account; `wait` after too
 *   many failures of this address
 */
export async function findOwner(code: string, ipAddress: string | null): Promise<Owner | "code" | "wait"> {
  if (await mustWait(ipAddress)) return "wait";
  const owner = await readOwner(prisma, code);
  if (!owner) await addFailure(addressCounter(ipAddress));
  return owner ?? "code";
}

/**
 * Finds the user like {@link findOwner}, for a code that a page shows again. That is no attempt, so it
 * counts no failure.
 *
 * @returns null for both refusals
 */
export async function findOwnerAgain(code: string, ipAddress: string | null): Promise<Owner | null> {
  return (await mustWait(ipAddress)) ? null : readOwner(prisma, code);
}

async function mustWait(ipAddress: string | null): Promise<boolean> {
  const now = await databaseNow();
  const failure = await prisma.signInFailure.findUnique({
    where: { key: addressCounter(ipAddress) },
    select: { failures: true, lastAt: true },
  });
  return failure !== null && isThrottled(failure, ADDRESS_RULE, now);
}

/**
 * Sets the password that the user of an activation code has chosen, and signs the user in, in one
 * transaction.
 *
 * @returns the session, or the fault: of the password, `code` when the code can't be used, `wait` when the
 *   address must wait
 * @throws TooBusy when too many attempts are in progress
 */
export async function activate(
  code: string,
  password: string,
  client: ClientInfo,
): Promise<SignedIn | { fault: PasswordFault | "code" | "wait" }> {
  const owner = await findOwner(code, client.ipAddress);
  if (typeof owner === "string") return { fault: owner };
  const fault = await faultOfPassword(password, owner);
  if (fault) return { fault };
  const turn = { key: `activate ${owner.userId}`, known: false };
  const passwordHash = await runInOrder(turn, () => withHashSlot(() => hashPassword(password)));
  return prisma.$transaction((tx) => activateAccount(tx, owner, { code, passwordHash }, client));
}

async function activateAccount(
  tx: Transaction,
  { userId, username }: Owner,
  { code, passwordHash }: { code: string; passwordHash: string },
  { previous, ipAddress, userAgent, deviceHash }: ClientInfo,
): Promise<SignedIn | { fault: "code" }> {
  await lockUserRows(tx, previous ? [previous.userId, userId] : [userId]);
  if (!(await readOwner(tx, code))) return { fault: "code" }; // used or replaced meanwhile
  await tx.activationCode.delete({ where: { userId }, select: { userId: true } });
  const { usernameKey } = await tx.user.update({
    where: { id: userId },
    data: { passwordHash },
    select: { usernameKey: true },
  });
  await clearFailures(tx, nameCounter(usernameKey), deviceCounter(usernameKey, deviceHash ?? ""));
  const data = { before: { password: false }, after: { password: true } } as const;
  const at = await databaseNow(tx);
  await recordActivity(tx, {
    type: "user.activated",
    at,
    actorId: userId,
    subjectId: userId,
    sessionId: null,
    data,
  });
  if (previous) await endBrowserSession(tx, previous);
  const opened = await openSession(tx, { userId, passwordHash, ipAddress, userAgent });
  if (!opened) throw new Error(`no session for ${username}, though the row of the user is locked`);
  return { userId, sessionKey: opened.sessionKey };
}

async function readOwner(tx: Transaction, code: string): Promise<Owner | null> {
  const [owner] = await tx.$queryRaw<Owner[]>(Prisma.sql`
    SELECT u.id AS "userId", u.username, u.name FROM activation_code AS c JOIN app_user AS u ON u.id = c.user_id
    WHERE c.code_hash = ${hashActivationCode(code)} AND c.expires_at > clock_timestamp() AND u.disabled_at IS NULL`);
  return owner ?? null;
}
