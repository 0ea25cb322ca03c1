import { z } from "zod";
import { inHashQueue } from "@/lib/auth/hash-queue";
import { MAX_PASSWORD_LENGTH, verifyPassword } from "@/lib/auth/password";
import { clearFailures, countFailure, isAttemptThrottled } from "@/lib/auth/throttle";
import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import { openSession } from "@/lib/sessions/open-session";
import { MAX_USERNAME_LENGTH, usernameKey } from "@/lib/users/username";

const Credentials = z.object({
  username: z
    .string()
    .max(MAX_USERNAME_LENGTH * 2)
    .transform(usernameKey)
    .pipe(
      z
        .string()
        .max(MAX_USERNAME_LENGTH)
        .regex(/^\P{Cc}+$/u),
    ), // PostgreSQL takes no NUL
  password: z.string().min(1).max(MAX_PASSWORD_LENGTH),
});

/** Where the person signs in from, cleaned. */
export interface Origin {
  ipAddress: string | null;
  userAgent: string | null;
}

interface SignedIn {
  userId: string;
  /** For the cookie; stored nowhere. */
  sessionKey: string;
}

/**
 * Accepts a username and password and opens the session, all before any cookie exists.
 *
 * @returns null for every refusal alike: unknown name, wrong password, disabled account, too many tries
 * @throws Busy when too many passwords are being checked
 */
export async function signIn(submitted: unknown, origin: Origin): Promise<SignedIn | null> {
  const credentials = Credentials.safeParse(submitted);
  if (!credentials.success) return null;
  const { username, password } = credentials.data;
  const attempt = { usernameKey: username, ipAddress: origin.ipAddress };
  const account = await prisma.user.findUnique({
    where: { usernameKey: username },
    select: { id: true, passwordHash: true, disabledAt: true },
  });
  const accepted = await inHashQueue(async () => {
    // Asked at its turn, not before: what the tries ahead of it did counts.
    if (await isAttemptThrottled(attempt)) return false;
    const matches = await verifyPassword(account?.passwordHash ?? null, password);
    if (matches && !account?.disabledAt) return true;
    await countFailure(attempt);
    return false;
  });
  if (!accepted || !account) return null;
  return prisma.$transaction((tx) => admit(tx, account, username, origin));
}

/** One transaction: the account as it was checked, the session, its event, and the failures forgotten. */
async function admit(
  tx: Transaction,
  account: { id: string; passwordHash: string },
  username: string,
  origin: Origin,
): Promise<SignedIn | null> {
  // The lock keeps a disabling or a new password from passing between this check and the new session.
  const [unchanged] = await tx.$queryRaw<{ at: Date }[]>(Prisma.sql`
    SELECT date_trunc('milliseconds', clock_timestamp()) AS at FROM app_user
    WHERE id = ${account.id}::uuid AND password_hash = ${account.passwordHash} AND disabled_at IS NULL
    FOR SHARE`);
  if (!unchanged) return null;
  const { sessionKey } = await openSession(tx, { userId: account.id, ...origin, at: unchanged.at });
  await clearFailures(tx, username);
  return { userId: account.id, sessionKey };
}
