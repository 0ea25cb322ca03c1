"use client";
import { useTranslations } from "next-intl";
import { DataTable } from "@/components/ui/data-table";
import type { SessionRow } from "@/lib/sessions/active-users";
import { useChangedRows } from "./use-changed-rows";
import { useSessionColumns } from "./use-session-columns";

/** Every session that is open now; a person may have several. */
export function OpenSessionsTable({ rows }: { rows: SessionRow[] }) {
  const t = useTranslations("activeUsers.open");
  const { person, role, status, login, duration, ipAddress, device } = useSessionColumns();
  const columns = [person, role, status, login, duration, ipAddress, device];
  const changed = useChangedRows(rows, readRow);
  return <DataTable caption={t("caption")} columns={columns} rows={rows} rowKey={keyOf} changed={changed} />;
}

const keyOf = (row: SessionRow) => row.sessionId;
const readRow = (row: SessionRow): [string, string] => [keyOf(row), `${row.status} ${row.ipAddress}`];
