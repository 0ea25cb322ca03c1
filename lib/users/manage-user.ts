import { z } from "zod";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { requireRate } from "@/lib/require-rate";
import { type AccountFields, checkAccount, type TypedAccount } from "@/lib/users/account-fields";
import { addUsers } from "@/lib/users/add-users";
import { changeUsers } from "@/lib/users/change-users";
import { codeExpiryOf, issueCodes } from "@/lib/users/issue-codes";
import type { IssuedCode } from "@/lib/users/issued-code";
import type { Admin } from "@/lib/viewer";

const text = z.string().max(1_000).default("");

/** Body of the request that adds a user. Fields have at most 1000 characters and may be missing. */
export const TypedAccountBody = z.object({ username: text, name: text, role: text, email: text });
/** Body of the request that changes a user, with the version that was edited. */
export const ChangedAccountBody = TypedAccountBody.extend({ version: z.int().nonnegative() });

/**
 * Adds one user without a password.
 *
 * @returns the id, the activation code and its expiry (RFC 3339)
 * @throws AppError `bad_request` with the fault of each wrong field, `too_many`, and as {@link addUsers}
 */
export async function addUser(
  admin: Admin,
  typed: TypedAccount,
): Promise<{ userId: string; codes: IssuedCode[]; codesUntil: string }> {
  const account = requireValidFields(typed);
  requireRate(admin, "account");
  return prisma.$transaction(async (tx) => {
    const at = await databaseNow(tx);
    const [added] = await addUsers(tx, admin, [{ ...account, passwordHash: null }], at);
    if (!added) throw new Error("addUsers returned no user");
    const [issued] = await issueCodes(tx, [added.userId], at);
    const codes = [{ username: account.username, name: account.name, code: issued?.code ?? "" }];
    return { userId: added.userId, codes, codesUntil: toLocalIso(codeExpiryOf(at), env().timeZone) };
  });
}

/**
 * Changes the account of one user.
 *
 * @returns whether any field changed
 * @throws AppError `bad_request` with the fault of each wrong field, `too_many`, and as {@link changeUsers}
 */
export async function changeUser(
  admin: Admin,
  userId: string,
  { version, ...typed }: TypedAccount & { version: number },
): Promise<{ changed: boolean }> {
  if (!z.uuid().safeParse(userId).success) throw new AppError("not_found");
  const { role, ...others } = requireValidFields(typed);
  requireRate(admin, "account");
  // A form always sends the role, but only a new role needs the locks of a role change. If the role changes
  // after this query, the version differs and the change is rejected.
  const stored = await prisma.user.findUnique({ where: { id: userId }, select: { role: true } });
  const fields = stored?.role === role ? others : { ...others, role };
  const changed = await prisma.$transaction((tx) => changeUsers(tx, admin, [{ userId, version, fields }]));
  return { changed: changed.length > 0 };
}

function requireValidFields(typed: TypedAccount): AccountFields {
  const checked = checkAccount(typed);
  if ("account" in checked) return checked.account;
  const detail = Object.fromEntries(checked.faults.map(({ field, fault }) => [field, fault]));
  throw new AppError("bad_request", detail);
}
