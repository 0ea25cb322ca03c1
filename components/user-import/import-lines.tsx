"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { RoleBadge } from "@/components/person/role-badge";
import { type Column, DataTable } from "@/components/ui/list/data-table";
import { ROLES } from "@/lib/roles";
import type { LineKind, PreviewLine } from "@/lib/user-import/import-preview";

/** A table of lines that have the same effect. */
export function ImportLines({ kind, lines }: { kind: LineKind; lines: PreviewLine[] }) {
  const t = useTranslations("accounts");
  const columns = useMemo((): Column<PreviewLine>[] => {
    const change = (before: string | undefined, after: string) =>
      before === undefined ? after : `${before || "—"} → ${after}`;
    return [
      {
        id: "person",
        slot: "who",
        header: t("columns.person"),
        cell: (row) => (
          <span className="block truncate" title={row.name}>
            <span className="font-medium">{change(row.before.name, row.name)}</span>{" "}
            <span className="ml-1 text-muted">{row.username}</span>
            {row.disabled && <span className="ml-2 text-caution">{t("accountStatus.disabled")}</span>}
          </span>
        ),
      },
      {
        id: "line",
        slot: "status",
        header: t("columns.line"),
        cell: (row) => <span className="text-muted">{t("import.line", { line: row.line })}</span>,
      },
      { id: "role", slot: "detail", header: t("columns.role"), cell: (row) => <Role row={row} /> },
      {
        id: "email",
        slot: "detail",
        header: t("columns.email"),
        cell: (row) => change(row.before.email, row.email) || null,
        wraps: true,
      },
    ];
  }, [t]);
  return (
    <DataTable
      caption={t(`import.kinds.${kind}`)}
      columns={columns}
      rows={lines}
      rowKey={({ line }) => String(line)}
    />
  );
}

function Role({ row }: { row: PreviewLine }) {
  const [before, after] = [row.before.role, row.role].map((role) => ROLES.find((known) => known === role));
  if (!after) return <span className="wrap-anywhere">{row.role}</span>;
  return (
    <>
      {before && (
        <>
          <RoleBadge role={before} /> →{" "}
        </>
      )}
      <RoleBadge role={after} />
    </>
  );
}
