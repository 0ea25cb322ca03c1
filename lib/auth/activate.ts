import { recordActivity } from "@/lib/activity/record";
import { endBrowserSession } from "@/lib/auth/end-browser-session";
import { hashPassword } from "@/lib/auth/password";
import { faultOfPassword, type PasswordFault } from "@/lib/auth/password-rule";
import type { Origin, SignedIn } from "@/lib/auth/sign-in";
import { hashing, inTurn } from "@/lib/auth/sign-in-queue";
import { addressCounter, clearFailures, countFailure, deviceCounter, nameCounter } from "@/lib/auth/throttle";
import { ADDRESS_RULE, isThrottled } from "@/lib/auth/throttle-rule";
import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { openSession } from "@/lib/sessions/open-session";
import { hashActivationCode } from "@/lib/users/activation-code";
import { lockUsers } from "@/lib/users/lock-users";

/** Whom a code belongs to. */
export interface Owner {
  userId: string;
  username: string;
  name: string;
}

/**
 * Whom an activation code belongs to, if it can still be used. Wrong codes count against the address that they come from.
 *
 * @returns null for every refusal alike: wrong, used, expired, of a disabled account, or too many tries
 */
export async function findOwner(code: string, ipAddress: string | null): Promise<Owner | null> {
  const key = addressCounter(ipAddress);
  const now = await databaseNow();
  const failure = await prisma.signInFailure.findUnique({
    where: { key },
    select: { failures: true, lastAt: true },
  });
  if (failure && isThrottled(failure, ADDRESS_RULE, now)) return null;
  const owner = await readOwner(prisma, code);
  if (!owner) await countFailure(key);
  return owner;
}

/**
 * Lets the owner of a code choose their password, and signs them in: all of it, or nothing.
 *
 * @returns the session, or why not: the password's fault, or that the `code` can't be used
 * @throws Busy when too many passwords are being checked
 */
export async function activate(
  code: string,
  password: string,
  origin: Origin,
): Promise<SignedIn | { fault: PasswordFault | "code" }> {
  const owner = await findOwner(code, origin.ipAddress);
  if (!owner) return { fault: "code" };
  const fault = await faultOfPassword(password, owner);
  if (fault) return { fault };
  const turn = { line: `activate ${owner.userId}`, known: false };
  const passwordHash = await inTurn(turn, () => hashing(() => hashPassword(password)));
  return prisma.$transaction((tx) => choosePassword(tx, owner, { code, passwordHash }, origin));
}

async function choosePassword(
  tx: Transaction,
  { userId, username }: Owner,
  { code, passwordHash }: { code: string; passwordHash: string },
  { previous, ipAddress, userAgent, deviceHash }: Origin,
): Promise<SignedIn | { fault: "code" }> {
  await lockUsers(tx, previous ? [previous.userId, userId] : [userId]);
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
  if (!opened) throw new Error(`no session for ${username}, who is held`);
  return { userId, sessionKey: opened.sessionKey };
}

async function readOwner(tx: Transaction, code: string): Promise<Owner | null> {
  const [owner] = await tx.$queryRaw<Owner[]>(Prisma.sql`
    SELECT u.id AS "userId", u.username, u.name FROM activation_code AS c JOIN app_user AS u ON u.id = c.user_id
    WHERE c.code_hash = ${hashActivationCode(code)} AND c.expires_at > clock_timestamp() AND u.disabled_at IS NULL`);
  return owner ?? null;
}
