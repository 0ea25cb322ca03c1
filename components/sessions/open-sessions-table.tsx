"use client";
import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Instant } from "@/components/ui/instant";
import { PersonLink } from "@/components/users/person-link";
import { RoleBadge } from "@/components/users/role-badge";
import type { SessionRow } from "@/lib/sessions/active-users";
import { Device } from "./device";
import { Duration } from "./duration";
import { IpAddress } from "./ip-address";
import { StatusLabel } from "./status-label";
import { useChangedRows } from "./use-changed-rows";

/** Every session that is open now; a person may have several. */
export function OpenSessionsTable({ rows }: { rows: SessionRow[] }) {
  const t = useTranslations("activeUsers.open");
  const changed = useChangedRows(rows, readRow);
  return (
    <DataTable caption={t("caption")} columns={useColumns()} rows={rows} rowKey={keyOf} changed={changed} />
  );
}

const keyOf = (row: SessionRow) => row.sessionId;
const readRow = (row: SessionRow): [string, string] => [keyOf(row), `${row.status} ${row.ipAddress}`];

function useColumns(): Column<SessionRow>[] {
  const t = useTranslations("columns");
  return [
    { id: "person", place: "who", header: t("person"), cell: (row) => <PersonLink person={row} /> },
    { id: "role", place: "detail", header: t("role"), cell: (row) => <RoleBadge role={row.role} /> },
    {
      id: "status",
      place: "status",
      header: t("status"),
      cell: (row) => <StatusLabel status={row.status} pulsing />,
    },
    {
      id: "login",
      place: "detail",
      header: t("login"),
      cell: (row) => <Instant at={row.loginTime} />,
    },
    {
      id: "duration",
      place: "detail",
      labelled: true,
      figures: true,
      header: t("duration"),
      cell: (row) => <Duration session={row} />,
    },
    {
      id: "ipAddress",
      place: "detail",
      wraps: true,
      header: t("ipAddress"),
      cell: (row) => <IpAddress address={row.ipAddress} />,
    },
    {
      id: "device",
      place: "detail",
      wraps: true,
      header: t("device"),
      cell: (row) => <Device session={row} />,
    },
  ];
}
