import { tPages } from "@/lib/cli/terminal/page-messages";
import { print, printJson, printTable } from "@/lib/cli/terminal/print";
import { t } from "@/lib/cli/terminal/translator";
import { formatInstant } from "@/lib/i18n/format-instant";
import { readUserHistory } from "@/lib/sessions/active-users/read-active-users";
import type { SessionRow } from "@/lib/sessions/session-row";
import { requireAccountsByName } from "@/lib/users/find-account";
import { SYSTEM } from "@/lib/viewer";

/** Runs `sessions`: prints when a user connected and disconnected, newest first. */
export async function listSessionsCommand(
  username: string,
  { limit, json }: { limit: number; json?: true },
): Promise<void> {
  const [account] = await requireAccountsByName(SYSTEM, [username]);
  if (!account) return;
  const list = await readUserHistory(SYSTEM, account.userId, { page: 1 });
  const rows = list.rows.slice(0, limit);
  if (json) return printJson(rows);
  if (rows.length === 0) return print(t("users.noSession"));
  const headings = ["login", "logout", "ending", "ipAddress", "device"] as const;
  printTable(
    headings.map((heading) => t(`users.columns.${heading}`)),
    rows.map(toCells),
  );
  print();
  print(t("users.shown", { shown: rows.length, total: list.total }));
}

function toCells({ loginTime, logoutTime, endReason, ipAddress, device }: SessionRow): string[] {
  const approximate = endReason === "LOST_CONTACT" ? "≈ " : "";
  return [
    formatInstant(loginTime),
    logoutTime ? approximate + formatInstant(logoutTime) : t("users.stillConnected"),
    endReason ? tPages(`sessions.endings.${endReason}`) : "",
    ipAddress ?? "",
    [device?.browser, device?.system].filter(Boolean).join(", "),
  ];
}
