"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { PersonLink } from "@/components/person/person-link";
import { RoleBadge } from "@/components/person/role-badge";
import { CHECK_CLASS } from "@/components/ui/field-class";
import { Instant } from "@/components/ui/instant";
import { type Column, DataTable } from "@/components/ui/list/data-table";
import type { AccountRow } from "@/lib/users/accounts-view";
import { AccountStatusLabel } from "./account-status-label";

interface Props {
  rows: AccountRow[];
  /** Ids of the accounts that are locked after too many failed sign-ins. */
  locked: string[];
  picked: ReadonlySet<string>;
  pick: (userId: string, picked: boolean) => void;
}

/** A table of accounts, each with a box to pick it. */
export function AccountsTable({ rows, locked, picked, pick }: Props) {
  const t = useTranslations("accounts");
  const columns = useMemo((): Column<AccountRow>[] => {
    const detail = (id: "role" | "email" | "lastLogin" | "created", cell: Column<AccountRow>["cell"]) =>
      ({ id, slot: "detail", header: t(`columns.${id}`), cell, labelled: id === "lastLogin" }) as const;
    return [
      {
        id: "person",
        slot: "who",
        header: t("columns.person"),
        cell: (row) => (
          <span className="flex min-w-0 items-center gap-3">
            <input
              type="checkbox"
              className={`${CHECK_CLASS} print:hidden`}
              aria-label={t("pick", { name: row.name })}
              checked={picked.has(row.userId)}
              onChange={(event) => pick(row.userId, event.target.checked)}
            />
            <PersonLink person={row} />
          </span>
        ),
      },
      detail("role", (row) => <RoleBadge role={row.role} />),
      {
        id: "accountStatus",
        slot: "status",
        header: t("columns.accountStatus"),
        cell: (row) => <AccountStatusLabel account={row} locked={locked.includes(row.userId)} />,
      },
      detail(
        "email",
        (row) =>
          row.email && (
            <span className="block max-w-52 truncate" title={row.email}>
              {row.email}
            </span>
          ),
      ),
      detail("lastLogin", (row) => row.lastLogin && <Instant at={row.lastLogin} />),
      { ...detail("created", (row) => <Instant at={row.createdAt} />), notOnCard: true },
    ];
  }, [t, locked, picked, pick]);
  return <DataTable caption={t("caption")} columns={columns} rows={rows} rowKey={(row) => row.userId} />;
}
