import { exportAccounts } from "@/lib/exports/lists/accounts";
import { exportConnectionTime } from "@/lib/exports/lists/connection-time";
import { exportSessions } from "@/lib/exports/lists/sessions";
import { exportUsers } from "@/lib/exports/lists/users";
import type { ListName } from "@/lib/exports/table/export-formats";
import type { ExportTable } from "@/lib/exports/table/export-table";
import type { PageMessages } from "@/lib/i18n/translator";
import type { Admin, System } from "@/lib/viewer";

/** @param given - filters of the list, named as in the address of its page */
type OpenList = (
  by: Admin | System,
  given: Record<string, string>,
  messages: PageMessages,
) => Promise<ExportTable>;

/** The exported lists. To add one, add a file in lists/ and a line here. */
export const EXPORT_LISTS: Record<ListName, OpenList> = {
  sessions: exportSessions,
  users: exportUsers,
  accounts: exportAccounts,
  "connection-time": exportConnectionTime,
};
