import { unlockUsers } from "@/lib/accounts/unlock-users";
import { EXIT } from "@/lib/cli/terminal/exit";
import { print, printJson, printNotice } from "@/lib/cli/terminal/print";
import { requireRole } from "@/lib/cli/terminal/require-role";
import { t } from "@/lib/cli/terminal/translator";
import { deliverCodes, withCodesFile } from "@/lib/cli/users/codes/deliver-codes";
import { runChange } from "@/lib/cli/users/run-change";
import type { Transaction } from "@/lib/db/client";
import { revokeSessionsOf } from "@/lib/sessions/revocation/revoke-sessions-of";
import type { AccountRow } from "@/lib/users/accounts-view";
import { changeUsers } from "@/lib/users/change-users";
import { disableUsers } from "@/lib/users/disable-users";
import { enableUsers } from "@/lib/users/enable-users";
import { requireAccountsByName } from "@/lib/users/find-account";
import { resetPasswords } from "@/lib/users/reset-passwords";
import { SYSTEM } from "@/lib/viewer";

interface Options {
  dryRun?: true;
  json?: true;
}

/** Commands that change several accounts at once, each with the message key of its result. */
const CHANGES = {
  disable: { change: disableUsers, message: "disabled" },
  enable: { change: enableUsers, message: "enabled" },
  unlock: { change: unlockUsers, message: "unlocked" },
  "sign-out": { change: revokeSessionsOf, message: "signedOut" },
} as const;

/** Runs `disable`, `enable`, `unlock` or `sign-out` in one transaction. */
export async function changeAccounts(
  name: keyof typeof CHANGES,
  usernames: string[],
  options: Options,
): Promise<void> {
  const { change, message } = CHANGES[name];
  const accounts = await requireAccountsByName(SYSTEM, usernames);
  const count = await runChange(options.dryRun, async (tx: Transaction) => {
    const done = await change(tx, SYSTEM, idsOf(accounts));
    return done.length;
  });
  report(options, { count }, t(`users.done.${message}`, { count }));
}

/** Runs `set-role`. */
export async function setRole(username: string, typedRole: string, options: Options): Promise<void> {
  const role = requireRole(typedRole);
  const accounts = await requireAccountsByName(SYSTEM, [username]);
  const { length: count } = await runChange(options.dryRun, (tx) =>
    changeUsers(
      tx,
      SYSTEM,
      idsOf(accounts).map((userId) => ({ userId, fields: { role } })),
    ),
  );
  report(options, { count }, t("users.done.role", { count }));
}

/**
 * Runs `reset-password`: replaces passwords by activation codes. A locked-out administrator gets in again
 * this way, too. Disabled accounts get no code; they are reported and set the exit code to `refused`.
 */
export async function resetPasswordsCommand(
  usernames: string[],
  { codes: file, ...options }: Options & { codes?: string },
): Promise<void> {
  const accounts = await requireAccountsByName(SYSTEM, usernames);
  const { codes, codesUntil } = await withCodesFile(options.dryRun ? undefined : file, (keep) =>
    runChange(options.dryRun, async (tx) => {
      const { issued, codesUntil } = await resetPasswords(tx, SYSTEM, idsOf(accounts));
      const codes = issued.flatMap(({ userId, code }) =>
        accounts
          .filter((account) => account.userId === userId)
          .map((account) => ({ ...namedUser(account), code })),
      );
      if (codes.length > 0) await keep(codes);
      return { codes, codesUntil };
    }),
  );
  const without = accounts.filter(({ username }) => !codes.some((each) => each.username === username));
  if (options.json) printJson({ codes: options.dryRun || file ? codes.map(namedUser) : codes, codesUntil });
  else if (options.dryRun) print(t("users.done.wouldReset", { count: codes.length }));
  else deliverCodes(codes, codesUntil, file);
  if (without.length === 0) return;
  printNotice(t("users.refused.disabled", { usernames: without.map(({ username }) => username).join(", ") }));
  process.exitCode = EXIT.refused;
}

function namedUser({ username, name, role }: Pick<AccountRow, "username" | "name" | "role">) {
  return { username, name, role };
}

function idsOf(accounts: AccountRow[]): string[] {
  return [...new Set(accounts.map(({ userId }) => userId))];
}

function report({ json, dryRun }: Options, outcome: object, sentence: string): void {
  if (json) printJson(outcome);
  else print(sentence);
  if (dryRun) printNotice(t("users.done.dryRun"));
}
