import { tPages } from "@/lib/cli/terminal/page-messages";
import { print, printJson, printTable } from "@/lib/cli/terminal/print";
import { requireRole } from "@/lib/cli/terminal/require-role";
import { t } from "@/lib/cli/terminal/translator";
import { formatInstant } from "@/lib/i18n/format-instant";
import { type AccountRow, type AccountStatus, DEFAULT_ACCOUNTS_VIEW } from "@/lib/users/accounts-view";
import { listAccounts } from "@/lib/users/list-accounts";
import { SYSTEM } from "@/lib/viewer";

interface ListOptions {
  search?: string;
  role?: string;
  accountStatus?: AccountStatus;
  notSeen?: number;
  limit: number;
  json?: true;
}

/** Runs `list`: prints users, sorted by name. */
export async function listUsersCommand(options: ListOptions): Promise<void> {
  const { rows, total } = await listAccounts(SYSTEM, {
    ...DEFAULT_ACCOUNTS_VIEW,
    q: options.search?.trim() ?? "",
    role: options.role === undefined ? null : requireRole(options.role),
    accountStatus: options.accountStatus ?? null,
    notSeenDays: options.notSeen ?? null,
    pageSize: options.limit,
  });
  if (options.json) return printJson(rows);
  if (rows.length === 0) return print(t("users.nobody"));
  const headings = ["username", "name", "role", "accountStatus", "lastLogin"] as const;
  printTable(
    headings.map((heading) => t(`users.columns.${heading}`)),
    rows.map(toCells),
  );
  print();
  print(t("users.shown", { shown: rows.length, total }));
}

function toCells({ username, name, role, accountStatus, lastLogin }: AccountRow): string[] {
  const last = lastLogin ? formatInstant(lastLogin) : t("users.never");
  return [username, name, tPages(`roles.${role}`), t(`users.accountStatus.${accountStatus}`), last];
}
