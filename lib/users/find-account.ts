import { toLocalIso } from "@/lib/calendar/local-iso";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { AccountRow } from "@/lib/users/accounts-view";
import { usernameKey } from "@/lib/users/username";
import type { Admin, System } from "@/lib/viewer";

/** Finds an account by the id of its user. The row is the same as in the list of accounts. */
export function findAccountById(_by: Admin | System, userId: string): Promise<AccountRow | null> {
  return findAccount({ id: userId });
}

/** Finds an account by its username in any spelling. */
export function findAccountByName(_by: Admin | System, username: string): Promise<AccountRow | null> {
  return findAccount({ usernameKey: usernameKey(username) });
}

/**
 * Finds the accounts of usernames, in the same order.
 *
 * @throws AppError `not_found` with the first `username` that does not exist
 */
export async function requireAccountsByName(by: Admin | System, usernames: string[]): Promise<AccountRow[]> {
  const accounts: AccountRow[] = [];
  for (const username of usernames) {
    const account = await findAccountByName(by, username);
    if (!account) throw new AppError("not_found", { username });
    accounts.push(account);
  }
  return accounts;
}

async function findAccount(where: { id: string } | { usernameKey: string }): Promise<AccountRow | null> {
  const user = await prisma.user.findUnique({
    where,
    select: {
      id: true,
      version: true,
      username: true,
      name: true,
      role: true,
      email: true,
      disabledAt: true,
      passwordHash: true,
      lastLoginAt: true,
      createdAt: true,
      activationCode: { select: { expiresAt: true } },
    },
  });
  if (!user) return null;
  const { id: userId, disabledAt, passwordHash, lastLoginAt, createdAt, activationCode, ...account } = user;
  const { timeZone } = env();
  const code = passwordHash === null ? activationCode : null;
  return {
    ...account,
    userId,
    accountStatus: disabledAt ? "disabled" : passwordHash ? "active" : "pending",
    codeExpiresAt: code && toLocalIso(code.expiresAt, timeZone),
    lastLogin: lastLoginAt && toLocalIso(lastLoginAt, timeZone),
    createdAt: toLocalIso(createdAt, timeZone),
  };
}
