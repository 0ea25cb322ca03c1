import { tPages } from "@/lib/cli/terminal/page-messages";
import { print, printJson } from "@/lib/cli/terminal/print";
import { t } from "@/lib/cli/terminal/translator";
import { escapeUnseen } from "@/lib/escape-unseen";
import { formatInstant } from "@/lib/i18n/format-instant";
import { readUserHistory } from "@/lib/sessions/active-users/read-active-users";
import { requireAccountsByName } from "@/lib/users/find-account";
import { SYSTEM } from "@/lib/viewer";

/** Runs `show`: prints everything about one account. */
export async function showUser(username: string, { json }: { json?: true }): Promise<void> {
  const [account] = await requireAccountsByName(SYSTEM, [username]);
  if (!account) return;
  const { rows } = await readUserHistory(SYSTEM, account.userId, { page: 1 });
  const openSessions = rows.filter(({ logoutTime }) => logoutTime === null).length;
  if (json) return printJson({ ...account, openSessions });
  const lines: [Parameters<typeof headingOf>[0], string][] = [
    ["username", account.username],
    ["name", account.name],
    ["role", tPages(`roles.${account.role}`)],
    ["email", account.email ?? ""],
    ["accountStatus", t(`users.accountStatus.${account.accountStatus}`)],
    ["codeUntil", account.codeExpiresAt ? formatInstant(account.codeExpiresAt) : ""],
    ["created", formatInstant(account.createdAt)],
    ["lastLogin", account.lastLogin ? formatInstant(account.lastLogin) : t("users.never")],
    ["openSessions", String(openSessions)],
  ];
  const shown = lines.filter(([, value]) => value !== "");
  const width = Math.max(...shown.map(([heading]) => headingOf(heading).length));
  for (const [heading, value] of shown) print(`${headingOf(heading).padEnd(width)}  ${escapeUnseen(value)}`);
}

function headingOf(
  heading:
    | "username"
    | "name"
    | "role"
    | "email"
    | "accountStatus"
    | "codeUntil"
    | "created"
    | "lastLogin"
    | "openSessions",
): string {
  return t(`users.columns.${heading}`);
}
