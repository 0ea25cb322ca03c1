import { countWrongCode } from "@/lib/accounts/wrong-codes";
import { recordActivity } from "@/lib/activity/record";
import { lockUserRows } from "@/lib/actors/lock-user-rows";
import { hashPassword } from "@/lib/auth/password/password";
import { faultOfPassword, type PasswordFault } from "@/lib/auth/password/password-rule";
import { endBrowserSession } from "@/lib/auth/session/end-browser-session";
import type { ClientInfo, SignedIn } from "@/lib/auth/sign-in/sign-in";
import { PLACES_OF_USER, runInOrder, withHashSlot } from "@/lib/auth/sign-in/sign-in-queue";
import { clearFailures, deviceCounter } from "@/lib/auth/sign-in/throttle";
import { MustWait } from "@/lib/auth/sign-in/try-later";
import { userCounters } from "@/lib/auth/sign-in/user-counters";
import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { countRefusal } from "@/lib/refusals/count-refusal";
import { openSession } from "@/lib/sessions/lifecycle/open-session";
import { hashActivationCode } from "@/lib/users/activation-code";

/** The user to whom an activation code belongs. */
export interface Owner {
  userId: string;
  username: string;
  name: string;
}

/**
 * Finds the user of an activation code that can still be used. A right code is always accepted: a code has 80
 * bits, so nobody finds one by trying, and wrong codes of others at the same address must not keep its owner
 * out. Wrong codes are counted by address, apart from failed sign-ins.
 *
 * @returns null for every refusal alike: wrong, used, expired, of a disabled account
 * @throws MustWait for a wrong code after too many wrong codes from this address
 */
export async function findOwner(code: string, ipAddress: string | null): Promise<Owner | null> {
  const owner = await findOwnerOf(code);
  if (owner) return owner;
  countRefusal({ kind: "code", userId: null, ipAddress, known: false });
  const wait = countWrongCode(ipAddress);
  if (wait > 0) throw new MustWait(wait);
  return null;
}

/**
 * Finds the user of an activation code without counting a failure, for a code that a page shows again.
 *
 * @returns null for every refusal alike
 */
export function findOwnerOf(code: string): Promise<Owner | null> {
  return readOwner(prisma, code);
}

/**
 * Sets the password that the user of an activation code has chosen, and signs the user in, in one
 * transaction.
 *
 * @returns the session, or the fault: of the password, `code` when the code can't be used
 * @throws MustWait for a wrong code after too many wrong codes from this address
 * @throws TooBusy when too many attempts are in progress
 */
export async function activate(
  code: string,
  password: string,
  client: ClientInfo,
): Promise<SignedIn | { fault: PasswordFault | "code" }> {
  const owner = await findOwner(code, client.ipAddress);
  if (!owner) return { fault: "code" };
  const fault = await faultOfPassword(password, owner);
  if (fault) return { fault };
  const user = `activate ${owner.userId}`;
  const passwordHash = await runInOrder(
    { lane: "familiar", after: [user], places: { [user]: PLACES_OF_USER } },
    () => withHashSlot(() => hashPassword(password)),
  );
  return prisma.$transaction((tx) => activateAccount(tx, owner, { code, passwordHash }, client));
}

async function activateAccount(
  tx: Transaction,
  { userId, username }: Owner,
  { code, passwordHash }: { code: string; passwordHash: string },
  { previous, ipAddress, userAgent, deviceHashes }: ClientInfo,
): Promise<SignedIn | { fault: "code" }> {
  await lockUserRows(tx, previous ? [previous.userId, userId] : [userId]);
  if (!(await readOwner(tx, code))) return { fault: "code" }; // used or replaced meanwhile
  await tx.activationCode.delete({ where: { userId }, select: { userId: true } });
  const { usernameKey } = await tx.user.update({
    where: { id: userId },
    data: { passwordHash },
    select: { usernameKey: true },
  });
  const [user] = await userCounters([userId], tx);
  const here = deviceHashes.map((hash) => deviceCounter(usernameKey, hash));
  await clearFailures(tx, ...(user?.counters ?? []), ...here);
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
  const codeHash = hashActivationCode(code);
  if (!codeHash) return null;
  const [owner] = await tx.$queryRaw<Owner[]>(Prisma.sql`
    SELECT u.id AS "userId", u.username, u.name FROM activation_code AS c JOIN app_user AS u ON u.id = c.user_id
    WHERE c.code_hash = ${codeHash} AND c.expires_at > clock_timestamp() AND u.disabled_at IS NULL`);
  return owner ?? null;
}
