"use client";
import { useTranslations } from "next-intl";
import { memo, useMemo } from "react";
import { useChangedRows } from "@/components/live/use-changed-rows";
import { PersonLink } from "@/components/person/person-link";
import { RoleBadge } from "@/components/person/role-badge";
import { IpAddress } from "@/components/sessions/ip-address";
import { LogoutTime } from "@/components/sessions/logout-time";
import { allSessionsOf } from "@/components/sessions/revocation/revocation-target";
import { RevokeButton } from "@/components/sessions/revocation/revoke-button";
import { StatusLabel } from "@/components/sessions/status-label";
import { Instant } from "@/components/ui/instant";
import { type Column, DataTable, type Head } from "@/components/ui/list/data-table";
import { parseSort, SORT_KEYS, type UsersView } from "@/lib/sessions/active-users/users-view";
import type { UserRow } from "@/lib/sessions/session-row";
import { SortHead } from "./sort-head";
import type { ShowView } from "./use-users-view";

interface Props {
  rows: UserRow[];
  /** What the rows answer; other rows for another view have not changed. */
  shownFor: string;
  view: UsersView;
  show: ShowView;
  /** Nobody signs themselves out here. */
  ownUserId: string;
  busy: boolean;
}

/** Everybody, whether they are here or not. */
export const UsersTable = memo(function UsersTable({ rows, shownFor, view, show, ownUserId, busy }: Props) {
  const t = useTranslations("activeUsers.users");
  const changed = useChangedRows(rows, readRow, shownFor);
  return (
    <DataTable
      caption={t("caption")}
      columns={useColumns(ownUserId)}
      heads={useHeads(view, show)}
      rows={rows}
      rowKey={keyOf}
      changed={changed}
      busy={busy}
      shortCards
    />
  );
});

const keyOf = (row: UserRow) => row.userId;
const readRow = (row: UserRow): [string, string] => [
  keyOf(row),
  [row.status, row.lastLogin, row.logoutTime, row.ipAddress].join(" "),
];

function useHeads(view: UsersView, show: ShowView): Record<string, Head> {
  const t = useTranslations("columns");
  const { key, descending } = parseSort(view.sort);
  const headOf = (column: (typeof SORT_KEYS)[number]): Head => ({
    sorted: key === column ? (descending ? "descending" : "ascending") : undefined,
    content: (
      <SortHead column={column} view={view} show={show}>
        {t(column === "name" ? "person" : column)}
      </SortHead>
    ),
  });
  return Object.fromEntries(SORT_KEYS.map((column) => [column, headOf(column)]));
}

function useColumns(ownUserId: string): Column<UserRow>[] {
  const t = useTranslations("columns");
  return useMemo(() => {
    const detail = (id: "role" | "lastLogin" | "ipAddress" | "logout", cell: Column<UserRow>["cell"]) =>
      ({ id, place: "detail", header: t(id), cell }) as const;
    return [
      { id: "name", place: "who", header: t("person"), cell: (row) => <PersonLink person={row} /> },
      detail("role", (row) => <RoleBadge role={row.role} />),
      {
        id: "status",
        place: "status",
        header: t("status"),
        cell: (row) => <StatusLabel status={row.status} />,
      },
      {
        ...detail("lastLogin", (row) => row.lastLogin && <Instant at={row.lastLogin} />),
        notOnCard: (row) => row.logoutTime !== null,
      },
      { ...detail("ipAddress", (row) => row.lastLogin && <IpAddress of={row} />), wraps: true },
      {
        ...detail("logout", (row) => row.lastLogin && <LogoutTime session={row} />),
        labelled: (row) => row.logoutTime !== null,
        notOnCard: (row) => row.logoutTime === null,
      },
      {
        id: "action",
        place: "action",
        header: t("action"),
        cell: (row) =>
          row.openSessions > 0 && row.userId !== ownUserId && <RevokeButton target={allSessionsOf(row)} />,
      },
    ];
  }, [t, ownUserId]);
}
