import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PersonLink } from "@/components/person/person-link";
import { RoleBadge } from "@/components/person/role-badge";
import { Approximate } from "@/components/sessions/approximate";
import { Instant } from "@/components/ui/instant";
import { type Column, DataTable, type Head } from "@/components/ui/list/data-table";
import { SortLink } from "@/components/ui/list/sort-link";
import { formatDuration } from "@/lib/i18n/format-duration";
import { formatDay, formatDays, formatTime } from "@/lib/i18n/format-instant";
import { connectionTimeHref } from "@/lib/paths/connection-time";
import { historyHref } from "@/lib/paths/history";
import type { ConnectionTimeRow, ConnectionTimeView } from "@/lib/reports/connection-time/connection-time";
import { DEFAULT_HISTORY_VIEW } from "@/lib/sessions/history/history-view";

interface Props {
  rows: ConnectionTimeRow[];
  view: ConnectionTimeView;
  period: { from: string; to: string };
}

const rowKey = ({ person, role, from }: ConnectionTimeRow) => `${person?.userId ?? role} ${from}`;

/** A table of connection times: one row for each user or role in each bucket of the period. */
export function ConnectionTimeTable({ rows, view, period }: Props) {
  const t = useTranslations("connectionTime");
  return (
    <DataTable
      caption={t("caption")}
      columns={useColumns(view, view.per === "period" || period.from === period.to)}
      rows={rows}
      rowKey={rowKey}
      heads={useHeads(view)}
    />
  );
}

/** @param sameDays - all rows cover the same days, so the table needs no column for them */
function useColumns(view: ConnectionTimeView, sameDays: boolean): Column<ConnectionTimeRow>[] {
  const t = useTranslations("connectionTime");
  const detail = (
    id: "day" | "role" | "firstIn" | "lastOut" | "total" | "gap" | "people" | "mean" | "sessions",
    cell: Column<ConnectionTimeRow>["cell"],
  ) => ({ id, slot: "detail", header: t(`columns.${id}`), cell }) as const;
  const userColumns = [
    // From a week on, days and times need the space of this column.
    ...(view.per === "day" ? [detail("role", ({ role }) => <RoleBadge role={role} />)] : []),
    {
      ...detail("gap", ({ longestGapMs }) => longestGapMs && formatDuration(longestGapMs)),
      labelled: true,
      figures: true,
    },
  ];
  const roleColumns = [
    { ...detail("people", ({ people }) => people), labelled: true, figures: true },
    {
      ...detail("mean", ({ totalMs, people }) => formatDuration(totalMs / people)),
      labelled: true,
      figures: true,
    },
  ];
  return [
    {
      id: "name",
      slot: "who",
      header: t(view.of === "person" ? "columns.person" : "columns.role"),
      cell: ({ person, role }) => (person ? <PersonLink person={person} /> : <RoleBadge role={role} />),
    },
    ...(sameDays ? [] : [detail("day", ({ from, to }) => formatDays(from, to))]),
    { ...detail("firstIn", (row) => <FirstIn row={row} per={view.per} />), labelled: true },
    { ...detail("lastOut", (row) => <LastOut row={row} per={view.per} />), labelled: true },
    {
      ...detail("total", (row) => <Total row={row} />),
      labelled: true,
      figures: true,
    },
    ...(view.of === "person" ? userColumns : roleColumns),
    {
      ...detail("sessions", (row) => <SessionsLink row={row} />),
      labelled: true,
      figures: true,
    },
  ];
}

/** An instant. In rows of one day, only its time of day. */
function Moment({ at, per }: { at: string; per: ConnectionTimeView["per"] }): ReactNode {
  if (per !== "day") return <Instant at={at} />;
  return <time dateTime={at}>{formatTime(at)}</time>;
}

/**
 * The first connection in a bucket. A user who was already connected when it began has the word "since"
 * before the time.
 */
function FirstIn({
  row: { firstIn, fromTheStart },
  per,
}: {
  row: ConnectionTimeRow;
  per: ConnectionTimeView["per"];
}) {
  const t = useTranslations("connectionTime");
  if (!fromTheStart) return <Moment at={firstIn} per={per} />;
  return t("since", { at: per === "day" ? formatTime(firstIn) : formatDay(firstIn) });
}

function LastOut({ row, per }: { row: ConnectionTimeRow; per: ConnectionTimeView["per"] }) {
  const t = useTranslations("connectionTime");
  const { lastOut, lastOutApproximate, toTheEnd, to } = row;
  if (lastOut === null) return t("stillConnected");
  if (toTheEnd) return per === "day" ? "24:00:00" : `${formatDay(to)} 24:00:00`;
  return (
    <span className="whitespace-nowrap">
      {lastOutApproximate && <Approximate />}
      <Moment at={lastOut} per={per} />
    </span>
  );
}

function Total({ row: { totalMs, approximate } }: { row: ConnectionTimeRow }) {
  return (
    <span className="font-medium whitespace-nowrap">
      {approximate && <Approximate />}
      {formatDuration(totalMs)}
    </span>
  );
}

/** The number of sessions, as a link to these sessions in the history. */
function SessionsLink({ row: { sessions, person, role, from, to } }: { row: ConnectionTimeRow }) {
  const t = useTranslations("connectionTime");
  return (
    <Link
      href={historyHref({
        ...DEFAULT_HISTORY_VIEW,
        ...(person ? { user: person.userId } : { role }),
        from,
        to,
      })}
      prefetch={false}
      aria-label={t("sessions", { count: sessions })}
      className="underline decoration-line-strong decoration-dotted underline-offset-4 hover:decoration-current"
    >
      {sessions}
    </Link>
  );
}

function useHeads(view: ConnectionTimeView): Partial<Record<string, Head>> {
  const t = useTranslations("connectionTime.columns");
  const sortable = ["name", "day", "firstIn", "lastOut", "total", "gap", "sessions"] as const;
  const headOf = (column: (typeof sortable)[number]): Head => {
    const sorted = view.sort === column ? "ascending" : view.sort === `-${column}` ? "descending" : undefined;
    const sort = sorted === "ascending" ? (`-${column}` as const) : column;
    const name = column === "name" ? (view.of === "person" ? "person" : "role") : column;
    const content = (
      <SortLink href={connectionTimeHref(view, { sort })} sorted={sorted}>
        {t(name)}
      </SortLink>
    );
    return { sorted, content };
  };
  return Object.fromEntries(sortable.map((column) => [column, headOf(column)]));
}
