import { openAccountsTable } from "@/lib/exports/lists/accounts";
import { openConnectionTimeTable } from "@/lib/exports/lists/connection-time";
import { openSessionsTable } from "@/lib/exports/lists/sessions";
import { openUsersTable } from "@/lib/exports/lists/users";
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
export const OPEN_TABLE_OF_LIST: Record<ListName, OpenList> = {
  sessions: openSessionsTable,
  users: openUsersTable,
  accounts: openAccountsTable,
  "connection-time": openConnectionTimeTable,
};
