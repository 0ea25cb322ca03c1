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
  DEFAULT_TIME_VIEW,
  MAX_DAYS,
} from "@/lib/reports/connection-time/connection-time";
import { readConnectionTimeFilter } from "@/lib/reports/connection-time/connection-time-query";
import { countConnectionTime, walkConnectionTime } from "@/lib/reports/connection-time/walk-connection-time";
import { currentLimits } from "@/lib/sessions/current-limits";
import type { AccountRow } from "@/lib/users/accounts-view";
import { findAccountById } from "@/lib/users/find-account";
import type { Admin, System } from "@/lib/viewer";

/**
 * How long people were connected, a row for each of them (or for each role) and each stretch of the period.
 *
 * @throws AppError `bad_request` for a filter that makes no sense, `not_found` for a person who is not there, `too_large` with `limit`
 *   for more days than it may have
 */
export async function exportConnectionTime(
  by: Admin | System,
  given: Record<string, string>,
  words: PageMessages,
): Promise<ExportTable> {
  const filter = readFilter(readConnectionTimeFilter, given);
  const person = filter.user ? await findAccountById(by, filter.user) : null;
  if (filter.user && !person) throw new AppError("not_found");
  const limits = currentLimits();
  const now = await databaseNow();
  const period = periodOf(filter, dayOf(now, env().timeZone));
  if (period.shortened)
    throw new AppError("too_large", { from: "too_early", limit: String(MAX_DAYS[filter.per]) });
  const view: ConnectionTimeView = { ...DEFAULT_TIME_VIEW, ...filter, from: period.from, to: period.to };
  const toCells = cellsIn(view, words);
  let connectedMs = 0;
  return {
    list: "connection-time",
    title: translatorOf("connectionTime", words)("title"),
    criteria: criteriaOf(view, person, words),
    recorded: toSearchParams({ ...filter, from: period.from, to: period.to }, { q: "" }),
    subjectId: filter.user,
    now,
    columns: columnsIn(view, words),
    count: () => countConnectionTime(by, view, now, limits),
    async *rows() {
      for await (const batch of walkConnectionTime(by, view, now, limits)) {
        for (const { totalMs } of batch) connectedMs += totalMs;
        yield batch.map(toCells);
      }
    },
    totals: () => [
      { label: translatorOf("connectionTime", words)("columns.total"), kind: "duration", value: connectedMs },
    ],
  };
}

function criteriaOf(view: ConnectionTimeView, person: AccountRow | null, words: PageMessages) {
  const t = translatorOf("exports", words);
  const list = translatorOf("connectionTime", words);
  const said = [
    { label: t("criteria.from"), value: view.from && formatDay(view.from) },
    { label: t("criteria.to"), value: view.to && formatDay(view.to) },
    { label: list("per"), value: list(`pers.${view.per}`) },
    { label: list("of"), value: list(`subjects.${view.of}`) },
    { label: t("criteria.role"), value: view.role && translatorOf("roles", words)(view.role) },
    { label: t("criteria.user"), value: person && `${person.name} (${person.username})` },
    { label: t("criteria.q"), value: view.q },
    { label: list("unknownTitle"), value: list("unknown") },
  ];
  return said.flatMap(({ label, value }) => (value ? [{ label, value }] : []));
}

function columnsIn({ of }: ConnectionTimeView, words: PageMessages): ExportColumn[] {
  const t = translatorOf("connectionTime", words);
  const people: ExportColumn[] = [
    { heading: t("columns.person"), kind: "text", width: 28 },
    { heading: translatorOf("exports", words)("columns.username"), kind: "text", width: 20 },
  ];
  return [
    ...(of === "person" ? people : []),
    { heading: t("columns.role"), kind: "text", width: 16 },
    { heading: t("from"), kind: "day", width: 12 },
    { heading: t("to"), kind: "day", width: 12 },
    { heading: t("columns.firstIn"), kind: "instant", width: 20 },
    { heading: t("columns.lastOut"), kind: "instant", width: 20 },
    { heading: t("columns.total"), kind: "duration", width: 14 },
    { heading: translatorOf("sessions", words)("aboutHelp"), kind: "text", width: 12 },
    of === "person"
      ? { heading: t("columns.gap"), kind: "duration", width: 14 }
      : { heading: t("columns.people"), kind: "count", width: 10 },
    { heading: t("columns.sessions"), kind: "count", width: 10 },
  ];
}

function cellsIn({ of }: ConnectionTimeView, words: PageMessages): (row: ConnectionTimeRow) => Cell[] {
  const roles = translatorOf("roles", words);
  return ({
    person,
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
    ...(of === "person" ? [person?.name ?? "", person?.username ?? ""] : []),
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
