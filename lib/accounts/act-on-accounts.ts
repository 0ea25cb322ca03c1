import { z } from "zod";
import { unlockUsers } from "@/lib/accounts/unlock-users";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { prisma, type Transaction } from "@/lib/db/client";
import { env } from "@/lib/env";
import { requireRate } from "@/lib/require-rate";
import { ROLES } from "@/lib/roles";
import { uniqueIds } from "@/lib/unique-ids";
import { changeUsers } from "@/lib/users/change-users";
import { disableUsers } from "@/lib/users/disable-users";
import { enableUsers } from "@/lib/users/enable-users";
import type { IssuedCode } from "@/lib/users/issued-code";
import { resetPasswords } from "@/lib/users/reset-passwords";
import type { Admin } from "@/lib/viewer";

const MAX_ACCOUNTS = 100;
const userIds = uniqueIds(MAX_ACCOUNTS);

/** Actions on several accounts at once. */
export const AccountAction = z.discriminatedUnion("action", [
  z.object({ action: z.enum(["disable", "enable", "reset", "unlock"]), userIds }),
  z.object({
    action: z.literal("set-role"),
    role: z.enum(ROLES),
    userIds,
  }),
]);

export interface ActionOutcome {
  /** Number of accounts that changed. Accounts already in the wanted state are left alone. */
  count: number;
  /** Activation codes to hand out. They are stored nowhere; the database has only their hashes. */
  codes: IssuedCode[];
  /** Local ISO 8601 time at which the codes expire; null without codes. */
  codesUntil: string | null;
}

/**
 * Applies one action to several accounts, to all of them or to none.
 *
 * @throws AppError `too_many`; `conflict` with its `reason`, like the functions of the single actions
 */
export async function actOnAccounts(
  admin: Admin,
  input: z.infer<typeof AccountAction>,
): Promise<ActionOutcome> {
  requireRate(admin, "account", input.userIds.length);
  return prisma.$transaction(async (tx) => {
    if (input.action === "reset") return reset(tx, admin, input.userIds);
    const done = await act(tx, admin, input);
    return { count: done.length, codes: [], codesUntil: null };
  });
}

function act(tx: Transaction, admin: Admin, input: z.infer<typeof AccountAction>): Promise<string[]> {
  switch (input.action) {
    case "disable":
      return disableUsers(tx, admin, input.userIds);
    case "enable":
      return enableUsers(tx, admin, input.userIds);
    case "set-role":
      return changeUsers(
        tx,
        admin,
        input.userIds.map((userId) => ({ userId, fields: { role: input.role } })),
      );
    default:
      return unlockUsers(tx, admin, input.userIds);
  }
}

async function reset(tx: Transaction, admin: Admin, userIds: string[]): Promise<ActionOutcome> {
  const { issued, codesUntil } = await resetPasswords(tx, admin, userIds);
  const users = await tx.user.findMany({
    where: { id: { in: userIds } },
    select: { id: true, username: true, name: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: MAX_ACCOUNTS,
  });
  const codes = users.flatMap(({ id, username, name }) =>
    issued.filter(({ userId }) => userId === id).map(({ code }) => ({ username, name, code })),
  );
  return { count: codes.length, codes, codesUntil: toLocalIso(codesUntil, env().timeZone) };
}
