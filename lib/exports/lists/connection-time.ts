import { dayOf } from "@/lib/calendar/zone-days";
import { databaseNow } from "@/lib/db/clock";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Cell, ExportColumn, ExportTable } from "@/lib/exports/table/export-table";
import { readFilter } from "@/lib/exports/table/read-filter";
import { formatDay } from "@/lib/i18n/format-instant";
import { type PageMessages, translatorOf } from "@/lib/i18n/translator";
import { toSearchParams } from "@/lib/paths/query-string";
import { periodOf } from "@/lib/reports/connection-time/connection-period";
import {
  type ConnectionTimeRow,
  type ConnectionTimeView,
  DEFAULT_CONNECTION_TIME_VIEW,
  MAX_DAYS,
} from "@/lib/reports/connection-time/connection-time";
import { readConnectionTimeFilter } from "@/lib/reports/connection-time/connection-time-query";
import { countConnectionTime, walkConnectionTime } from "@/lib/reports/connection-time/walk-connection-time";
import { currentLimits } from "@/lib/sessions/current-limits";
import type { AccountRow } from "@/lib/users/accounts-view";
import { findAccountById } from "@/lib/users/find-account";
import type { Admin, System } from "@/lib/viewer";

/**
 * Returns the list of connection time: a row for each user (or role) and each bucket of the period.
 *
 * @throws AppError `bad_request` for an invalid filter, `not_found` for an unknown user, `too_large` with
 *   `limit` (in days) for a longer period than `MAX_DAYS` allows
 */
export async function openConnectionTimeTable(
  by: Admin | System,
  given: Record<string, string>,
  messages: PageMessages,
): Promise<ExportTable> {
  const filter = readFilter(readConnectionTimeFilter, given);
  const account = filter.user ? await findAccountById(by, filter.user) : null;
  if (filter.user && !account) throw new AppError("not_found");
  const limits = currentLimits();
  const now = await databaseNow();
  const period = periodOf(filter, dayOf(now, env().timeZone));
  if (period.shortened)
    throw new AppError("too_large", { from: "too_early", limit: String(MAX_DAYS[filter.per]) });
  const view: ConnectionTimeView = {
    ...DEFAULT_CONNECTION_TIME_VIEW,
    ...filter,
    from: period.from,
    to: period.to,
  };
  const toCells = cellsIn(view, messages);
  let connectedMs = 0;
  return {
    list: "connection-time",
    title: translatorOf("connectionTime", messages)("title"),
    criteria: criteriaOf(view, account, messages),
    recorded: toSearchParams({ ...filter, from: period.from, to: period.to }, { q: "" }),
    subjectId: filter.user,
    now,
    columns: columnsIn(view, messages),
    count: () => countConnectionTime(by, view, now, limits),
    async *rows() {
      for await (const batch of walkConnectionTime(by, view, now, limits)) {
        for (const { totalMs } of batch) connectedMs += totalMs;
        yield batch.map(toCells);
      }
    },
    totals: () => [
      {
        label: translatorOf("connectionTime", messages)("columns.total"),
        kind: "duration",
        value: connectedMs,
      },
    ],
  };
}

function criteriaOf(view: ConnectionTimeView, account: AccountRow | null, messages: PageMessages) {
  const t = translatorOf("exports", messages);
  const list = translatorOf("connectionTime", messages);
  const criteria = [
    { label: t("criteria.from"), value: view.from && formatDay(view.from) },
    { label: t("criteria.to"), value: view.to && formatDay(view.to) },
    { label: list("per"), value: list(`pers.${view.per}`) },
    { label: list("of"), value: list(`subjects.${view.of}`) },
    { label: t("criteria.role"), value: view.role && translatorOf("roles", messages)(view.role) },
    { label: t("criteria.user"), value: account && `${account.name} (${account.username})` },
    { label: t("criteria.q"), value: view.q },
    { label: list("unknownTitle"), value: list("unknown") },
  ];
  return criteria.flatMap(({ label, value }) => (value ? [{ label, value }] : []));
}

function columnsIn({ of }: ConnectionTimeView, messages: PageMessages): ExportColumn[] {
  const t = translatorOf("connectionTime", messages);
  const people: ExportColumn[] = [
    { heading: t("columns.person"), kind: "text", width: 28 },
    { heading: translatorOf("exports", messages)("columns.username"), kind: "text", width: 20 },
  ];
  return [
    ...(of === "person" ? people : []),
    { heading: t("columns.role"), kind: "text", width: 16 },
    { heading: t("from"), kind: "day", width: 12 },
    { heading: t("to"), kind: "day", width: 12 },
    { heading: t("columns.firstIn"), kind: "instant", width: 20 },
    { heading: t("columns.lastOut"), kind: "instant", width: 20 },
    { heading: t("columns.total"), kind: "duration", width: 14 },
    { heading: translatorOf("sessions", messages)("aboutHelp"), kind: "text", width: 12 },
    of === "person"
      ? { heading: t("columns.gap"), kind: "duration", width: 14 }
      : { heading: t("columns.people"), kind: "count", width: 10 },
    { heading: t("columns.sessions"), kind: "count", width: 10 },
  ];
}

function cellsIn({ of }: ConnectionTimeView, messages: PageMessages): (row: ConnectionTimeRow) => Cell[] {
  const roles = translatorOf("roles", messages);
  return ({
    person: account,
    role,
    from,
    to,
    firstIn,
    lastOut,
    totalMs,
    longestGapMs,
    people,
    sessions,
    approximate,
  }) => [
    ...(of === "person" ? [account?.name ?? "", account?.username ?? ""] : []),
    roles(role),
    from,
    to,
    firstIn,
    lastOut,
    totalMs,
    approximate ? "≈" : null,
    of === "person" ? longestGapMs : people,
    sessions,
  ];
}
