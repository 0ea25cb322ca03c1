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

/** How long each was connected, in each bucket of the period. */
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

/** @param alike - all rows are of the same days, which the line above says once */
function useColumns(view: ConnectionTimeView, alike: boolean): Column<ConnectionTimeRow>[] {
  const t = useTranslations("connectionTime");
  const detail = (
    id: "day" | "role" | "firstIn" | "lastOut" | "total" | "gap" | "people" | "mean" | "sessions",
    cell: Column<ConnectionTimeRow>["cell"],
  ) => ({ id, place: "detail", header: t(`columns.${id}`), cell }) as const;
  const ofPeople = [
    // Of a week and longer the days and times need the room.
    ...(view.per === "day" ? [detail("role", ({ role }) => <RoleBadge role={role} />)] : []),
    {
      ...detail("gap", ({ longestGapMs }) => longestGapMs && formatDuration(longestGapMs)),
      labelled: true,
      figures: true,
    },
  ];
  const ofRoles = [
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
      place: "who",
      header: t(view.of === "person" ? "columns.person" : "columns.role"),
      cell: ({ person, role }) => (person ? <PersonLink person={person} /> : <RoleBadge role={role} />),
    },
    ...(alike ? [] : [detail("day", ({ from, to }) => formatDays(from, to))]),
    { ...detail("firstIn", (row) => <FirstIn row={row} per={view.per} />), labelled: true },
    { ...detail("lastOut", (row) => <LastOut row={row} per={view.per} />), labelled: true },
    {
      ...detail("total", ({ totalMs, approximate }) => (
        <span className="font-medium whitespace-nowrap">
          {approximate && <Approximate />}
          {formatDuration(totalMs)}
        </span>
      )),
      labelled: true,
      figures: true,
    },
    ...(view.of === "person" ? ofPeople : ofRoles),
    {
      ...detail("sessions", ({ sessions, person, role, from, to }) => (
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
      )),
      labelled: true,
      figures: true,
    },
  ];
}

/** Of a day its hour is enough. */
function Moment({ at, per }: { at: string; per: ConnectionTimeView["per"] }): ReactNode {
  if (per !== "day") return <Instant at={at} />;
  return <time dateTime={at}>{formatTime(at)}</time>;
}

/** Who was connected already is not said to have come at midnight. */
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
