"use client";
import { useTranslations } from "next-intl";
import { memo, useMemo } from "react";
import { useChangedRows } from "@/components/live/use-changed-rows";
import { useSessionColumns } from "@/components/sessions/use-session-columns";
import { type Column, DataTable } from "@/components/ui/list/data-table";
import type { SessionRow } from "@/lib/sessions/session-row";

/** A table of the latest endings: the way each session ended, its times and its length. */
export const EndingsTable = memo(function EndingsTable({ rows }: { rows: SessionRow[] }) {
  const t = useTranslations("activeUsers.recent");
  const changed = useChangedRows(rows, readRow);
  return (
    <DataTable caption={t("caption")} columns={useColumns()} rows={rows} rowKey={keyOf} changed={changed} />
  );
});

const keyOf = (row: SessionRow) => row.sessionId;
const readRow = (row: SessionRow): [string, string] => [keyOf(row), `${row.endReason} ${row.logoutTime}`];

function useColumns(): Column<SessionRow>[] {
  const t = useTranslations("columns");
  const { person, role, login, logout, duration, ending, ipAddress } = useSessionColumns();
  return useMemo(
    () => [
      person,
      role,
      { ...login, labelled: true },
      { ...logout, labelled: true },
      { ...duration, header: t("total") },
      ending,
      ipAddress,
    ],
    [t, person, role, login, logout, duration, ending, ipAddress],
  );
}
