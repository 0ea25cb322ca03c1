import Link from "next/link";
import { useTranslations } from "next-intl";
import { theseSessions } from "@/components/sessions/revocation/revocation-target";
import { RevokeButton } from "@/components/sessions/revocation/revoke-button";
import { useSessionColumns } from "@/components/sessions/use-session-columns";
import { Instant } from "@/components/ui/instant";
import { type Column, DataTable, type Head } from "@/components/ui/list/data-table";
import { SortLink } from "@/components/ui/list/sort-link";
import { formatInstant } from "@/lib/i18n/format-instant";
import { changedHref, historyHref } from "@/lib/paths/history";
import type { HistoryRow, HistoryView } from "@/lib/sessions/history/history-view";

interface Props {
  rows: HistoryRow[];
  view: HistoryView;
  /** The viewer's session, which cannot be revoked here: it ends by signing out. */
  ownSessionId: string;
}

/** A table of the sessions of all users. A link in each row opens the session beside the list. */
export function HistoryTable({ rows, view, ownSessionId }: Props) {
  const t = useTranslations("historyList");
  return (
    <DataTable
      caption={t("caption")}
      columns={useColumns(view, ownSessionId)}
      rows={rows}
      rowKey={(row) => row.sessionId}
      heads={useHeads(view)}
    />
  );
}

function useColumns(view: HistoryView, ownSessionId: string): Column<HistoryRow>[] {
  const t = useTranslations("historyList");
  const columns = useTranslations("columns");
  const { person, login, logout, duration, ending, ipAddress, device } = useSessionColumns();
  return [
    person,
    {
      ...login,
      labelled: true,
      cell: (row) => (
        <Link
          href={historyHref(view, row.sessionId)}
          prefetch={false}
          scroll={false}
          aria-label={t("open", { name: row.name, at: formatInstant(row.loginTime) })}
          className="text-accent hover:underline"
        >
          <Instant at={row.loginTime} />
        </Link>
      ),
    },
    { ...logout, labelled: (row) => row.logoutTime !== null },
    duration,
    ending,
    ipAddress,
    device,
    {
      id: "action",
      slot: "action",
      header: columns("action"),
      cell: (row) =>
        row.logoutTime === null &&
        row.sessionId !== ownSessionId && <RevokeButton target={theseSessions([row])} />,
    },
  ];
}

function useHeads(view: HistoryView): Partial<Record<string, Head>> {
  const t = useTranslations("columns");
  const sortable = ["login", "logout", "duration"] as const;
  const headOf = (column: (typeof sortable)[number]): Head => {
    const sorted = view.sort === column ? "ascending" : view.sort === `-${column}` ? "descending" : undefined;
    const sort = sorted === "descending" ? column : (`-${column}` as const); // descending at first
    const content = (
      <SortLink href={changedHref(view, { sort })} sorted={sorted}>
        {t(column)}
      </SortLink>
    );
    return { sorted, content };
  };
  return Object.fromEntries(sortable.map((column) => [column, headOf(column)]));
}
