"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useChangedRows } from "@/components/live/use-changed-rows";
import { useSessionColumns } from "@/components/sessions/use-session-columns";
import { DataTable } from "@/components/ui/list/data-table";
import type { SessionRow } from "@/lib/sessions/session-row";

/** A table of the latest endings: the way each session ended, its end and its length. */
export function LatestEndings({ rows }: { rows: SessionRow[] }) {
  const t = useTranslations("dashboard.recent");
  const { person, ending, logout, duration } = useSessionColumns();
  const columns = useMemo(() => [person, ending, logout, duration], [person, ending, logout, duration]);
  const changed = useChangedRows(rows, readRow);
  return <DataTable caption={t("caption")} columns={columns} rows={rows} rowKey={keyOf} changed={changed} />;
}

const keyOf = (row: SessionRow) => row.sessionId;
const readRow = (row: SessionRow): [string, string] => [keyOf(row), `${row.endReason} ${row.logoutTime}`];
