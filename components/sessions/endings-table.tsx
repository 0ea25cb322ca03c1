"use client";
import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Instant } from "@/components/ui/instant";
import { PersonLink } from "@/components/users/person-link";
import { RoleBadge } from "@/components/users/role-badge";
import type { SessionRow } from "@/lib/sessions/active-users";
import { Duration } from "./duration";
import { Ending } from "./ending";
import { IpAddress } from "./ip-address";
import { LogoutTime } from "./logout-time";
import { useChangedRows } from "./use-changed-rows";

/** The latest endings: how, when, and after how long. */
export function EndingsTable({ rows }: { rows: SessionRow[] }) {
  const t = useTranslations("activeUsers.recent");
  const changed = useChangedRows(rows, readRow);
  return (
    <DataTable caption={t("caption")} columns={useColumns()} rows={rows} rowKey={keyOf} changed={changed} />
  );
}

const keyOf = (row: SessionRow) => row.sessionId;
const readRow = (row: SessionRow): [string, string] => [keyOf(row), `${row.endReason} ${row.logoutTime}`];

function useColumns(): Column<SessionRow>[] {
  const t = useTranslations("columns");
  return [
    { id: "person", place: "who", header: t("person"), cell: (row) => <PersonLink person={row} /> },
    { id: "role", place: "detail", header: t("role"), cell: (row) => <RoleBadge role={row.role} /> },
    {
      id: "login",
      place: "detail",
      labelled: true,
      header: t("login"),
      cell: (row) => <Instant at={row.loginTime} />,
    },
    {
      id: "logout",
      place: "detail",
      labelled: true,
      header: t("logout"),
      cell: (row) => <LogoutTime session={row} />,
    },
    {
      id: "total",
      place: "detail",
      labelled: true,
      figures: true,
      header: t("total"),
      cell: (row) => <Duration session={row} />,
    },
    {
      id: "ending",
      place: "detail",
      wraps: true,
      header: t("ending"),
      cell: (row) => row.endReason && <Ending reason={row.endReason} />,
    },
    {
      id: "ipAddress",
      place: "detail",
      wraps: true,
      header: t("ipAddress"),
      cell: (row) => <IpAddress address={row.ipAddress} />,
    },
  ];
}
