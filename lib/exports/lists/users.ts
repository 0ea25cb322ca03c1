import { databaseNow } from "@/lib/db/clock";
import type { Cell, ExportColumn, ExportTable } from "@/lib/exports/table/export-table";
import { readFilter } from "@/lib/exports/table/read-filter";
import { type PageMessages, translatorOf } from "@/lib/i18n/translator";
import { toSearchParams } from "@/lib/paths/query-string";
import { readUsersFilter } from "@/lib/sessions/active-users/users-view";
import { countUsers, walkUsers } from "@/lib/sessions/active-users/walk-users";
import { currentLimits } from "@/lib/sessions/current-limits";
import { STATUSES } from "@/lib/sessions/presence";
import type { UserRow } from "@/lib/sessions/session-row";
import type { Admin, System } from "@/lib/viewer";

type Filter = ReturnType<typeof readUsersFilter>;

/**
 * Everybody by name, with what their sessions say of them at this moment.
 *
 * @throws AppError `bad_request` for a filter that makes no sense
 */
export async function exportUsers(
  by: Admin | System,
  given: Record<string, string>,
  words: PageMessages,
): Promise<ExportTable> {
  const filter = readFilter(readUsersFilter, given);
  const limits = currentLimits();
  const now = await databaseNow();
  const t = translatorOf("exports", words);
  const presence = translatorOf("presence", words);
  const toCells = cellsIn(words);
  const sums = { online: 0, away: 0, offline: 0, never: 0 };
  return {
    list: "users",
    title: t("lists.users"),
    criteria: criteriaOf(filter, words),
    recorded: toSearchParams(filter, { q: "" }),
    subjectId: null,
    now,
    columns: columnsIn(words),
    count: () => countUsers(by, filter, limits, now),
    async *rows() {
      for await (const batch of walkUsers(by, filter, limits, now)) {
        for (const { status } of batch) sums[status]++;
        yield batch.map(toCells);
      }
    },
    totals: () => STATUSES.map((status) => ({ label: presence(status), kind: "count", value: sums[status] })),
  };
}

function criteriaOf({ q, role, status }: Filter, words: PageMessages): ExportTable["criteria"] {
  const t = translatorOf("exports", words);
  const said = [
    { label: t("criteria.q"), value: q },
    { label: t("criteria.role"), value: role && translatorOf("roles", words)(role) },
    { label: t("criteria.status"), value: status && translatorOf("presence", words)(status) },
  ];
  return said.flatMap(({ label, value }) => (value ? [{ label, value }] : []));
}

function columnsIn(words: PageMessages): ExportColumn[] {
  const t = translatorOf("exports", words);
  return [
    { heading: t("columns.person"), kind: "text", width: 28 },
    { heading: t("columns.username"), kind: "text", width: 20 },
    { heading: t("columns.role"), kind: "text", width: 16 },
    { heading: t("columns.status"), kind: "text", width: 16 },
    { heading: t("columns.lastLogin"), kind: "instant", width: 20 },
    { heading: t("columns.address"), kind: "text", width: 18 },
    { heading: t("columns.logout"), kind: "instant", width: 20 },
    { heading: t("columns.ending"), kind: "text", width: 28 },
    { heading: t("columns.openSessions"), kind: "count", width: 10 },
  ];
}

function cellsIn(words: PageMessages): (row: UserRow) => Cell[] {
  const roles = translatorOf("roles", words);
  const presence = translatorOf("presence", words);
  const sessions = translatorOf("sessions", words);
  return (row) => [
    row.name,
    row.username,
    roles(row.role),
    presence(row.status),
    row.lastLogin,
    row.ipAddress,
    row.logoutTime,
    row.openSessions > 0 ? presence("stillConnected") : row.endReason && sessions(`endings.${row.endReason}`),
    row.openSessions,
  ];
}
