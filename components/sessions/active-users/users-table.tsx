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
import { SortLink } from "@/components/ui/list/sort-link";
import type { ShowView } from "@/components/ui/use-address-view";
import { usersViewHref } from "@/lib/paths/active-users";
import {
  parseSort,
  SORT_KEYS,
  type Sort,
  type SortKey,
  type UsersView,
} from "@/lib/sessions/active-users/users-view";
import type { UserRow } from "@/lib/sessions/session-row";
import { changeView, nextSort } from "./change-view";

interface Props {
  rows: UserRow[];
  /** Address of the request that returned the rows. Rows of another address are not marked as changed. */
  shownFor: string;
  view: UsersView;
  show: ShowView<UsersView>;
  /** Id of the viewer, whose row has no button to revoke sessions. */
  ownUserId: string;
  busy: boolean;
}

/** A table of users, connected or not. */
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

const orderOf = (sort: Sort) => (parseSort(sort).descending ? "descending" : "ascending");

function useHeads(view: UsersView, show: ShowView<UsersView>): Record<string, Head> {
  const t = useTranslations("columns");
  const headOf = (column: SortKey): Head => {
    const sorted = parseSort(view.sort).key === column ? orderOf(view.sort) : undefined;
    const next = changeView(view, { sort: nextSort(view.sort, column) });
    const content = (
      <SortLink
        href={usersViewHref(next)}
        onPick={() => show(next)}
        sorted={sorted}
        first={orderOf(next.sort)}
      >
        {t(column === "name" ? "person" : column)}
      </SortLink>
    );
    return { sorted, content };
  };
  return Object.fromEntries(SORT_KEYS.map((column) => [column, headOf(column)]));
}

function useColumns(ownUserId: string): Column<UserRow>[] {
  const t = useTranslations("columns");
  return useMemo(() => {
    const detail = (id: "role" | "lastLogin" | "ipAddress" | "logout", cell: Column<UserRow>["cell"]) =>
      ({ id, slot: "detail", header: t(id), cell }) as const;
    return [
      { id: "name", slot: "who", header: t("person"), cell: (row) => <PersonLink person={row} /> },
      detail("role", (row) => <RoleBadge role={row.role} />),
      {
        id: "status",
        slot: "status",
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
        slot: "action",
        header: t("action"),
        cell: (row) =>
          row.openSessions > 0 && row.userId !== ownUserId && <RevokeButton target={allSessionsOf(row)} />,
      },
    ];
  }, [t, ownUserId]);
}
