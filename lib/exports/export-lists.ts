import { exportAccounts } from "@/lib/exports/lists/accounts";
import { exportConnectionTime } from "@/lib/exports/lists/connection-time";
import { exportSessions } from "@/lib/exports/lists/sessions";
import { exportUsers } from "@/lib/exports/lists/users";
import type { ListName } from "@/lib/exports/table/export-formats";
import type { ExportTable } from "@/lib/exports/table/export-table";
import type { PageMessages } from "@/lib/i18n/translator";
import type { Admin, System } from "@/lib/viewer";

/** @param given - the list's own filters, in the words of its page's address */
type OpenList = (
  by: Admin | System,
  given: Record<string, string>,
  words: PageMessages,
) => Promise<ExportTable>;

/** Another list is a file in lists/, and a line here. */
export const EXPORT_LISTS: Record<ListName, OpenList> = {
  sessions: exportSessions,
  users: exportUsers,
  accounts: exportAccounts,
  "connection-time": exportConnectionTime,
};
