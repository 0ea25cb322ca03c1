"use client";
import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Instant } from "@/components/ui/instant";
import { PersonLink } from "@/components/users/person-link";
import { RoleBadge } from "@/components/users/role-badge";
import type { UserRow } from "@/lib/sessions/active-users";
import { IpAddress } from "./ip-address";
import { StatusLabel } from "./status-label";
import { useChangedRows } from "./use-changed-rows";

/** Everybody, whether they are here or not. */
export function UsersTable({ rows }: { rows: UserRow[] }) {
  const t = useTranslations("activeUsers.users");
  const changed = useChangedRows(rows, readRow);
  return (
    <DataTable caption={t("caption")} columns={useColumns()} rows={rows} rowKey={keyOf} changed={changed} />
  );
}

const keyOf = (row: UserRow) => row.userId;
const readRow = (row: UserRow): [string, string] => [
  keyOf(row),
  [row.status, row.lastLogin, row.logoutTime, row.ipAddress].join(" "),
];

function useColumns(): Column<UserRow>[] {
  const t = useTranslations("columns");
  const presence = useTranslations("presence");
  const never = <span className="text-muted">{presence("neverYet")}</span>;
  return [
    { id: "person", place: "who", header: t("person"), cell: (row) => <PersonLink person={row} /> },
    { id: "role", place: "detail", header: t("role"), cell: (row) => <RoleBadge role={row.role} /> },
    {
      id: "status",
      place: "status",
      header: t("status"),
      cell: (row) => <StatusLabel status={row.status} />,
    },
    {
      id: "lastLogin",
      place: "detail",
      header: t("lastLogin"),
      cell: (row) => (row.lastLogin ? <Instant at={row.lastLogin} /> : never),
    },
    {
      id: "ipAddress",
      place: "detail",
      wraps: true,
      header: t("ipAddress"),
      cell: (row) => (row.lastLogin ? <IpAddress address={row.ipAddress} /> : null),
    },
    {
      id: "logout",
      place: "detail",
      labelled: (row) => row.logoutTime !== null,
      header: t("logout"),
      cell: (row) => {
        if (row.openSessions > 0) return presence("stillConnected");
        return row.logoutTime ? <Instant at={row.logoutTime} /> : null;
      },
    },
  ];
}
