"use client";
import { useTranslations } from "next-intl";
import { memo, useMemo } from "react";
import { DataTable } from "@/components/ui/data-table";
import type { SessionRow } from "@/lib/sessions/active-users";
import { useChangedRows } from "./use-changed-rows";
import { useSessionColumns } from "./use-session-columns";

interface Props {
  rows: SessionRow[];
  /** What the rows answer; other rows for another view have not changed. */
  shownFor?: string;
  busy?: boolean;
}

/** Every session that is open now; a person may have several. */
export const OpenSessionsTable = memo(function OpenSessionsTable({ rows, shownFor, busy }: Props) {
  const t = useTranslations("activeUsers.open");
  const { person, role, status, login, duration, ipAddress, device } = useSessionColumns();
  const columns = useMemo(
    () => [person, role, status, login, duration, ipAddress, device],
    [person, role, status, login, duration, ipAddress, device],
  );
  const changed = useChangedRows(rows, readRow, shownFor);
  return (
    <DataTable
      caption={t("caption")}
      columns={columns}
      rows={rows}
      rowKey={keyOf}
      changed={changed}
      busy={busy}
    />
  );
});

const keyOf = (row: SessionRow) => row.sessionId;
const readRow = (row: SessionRow): [string, string] => [keyOf(row), `${row.status} ${row.ipAddress}`];
