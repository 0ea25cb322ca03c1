import { databaseNow } from "@/lib/db/clock";
import type { Cell, ExportColumn, ExportTable } from "@/lib/exports/table/export-table";
import { readFilter } from "@/lib/exports/table/read-filter";
import { type PageMessages, translatorOf } from "@/lib/i18n/translator";
import { toSearchParams } from "@/lib/paths/query-string";
import { readUsersFilter } from "@/lib/sessions/active-users/users-view";
import { countUsers, walkUsers } from "@/lib/sessions/active-users/walk-users";
import { currentLimits } from "@/lib/sessions/current-limits";
import { PRESENCES } from "@/lib/sessions/presence";
import type { UserRow } from "@/lib/sessions/session-row";
import type { Admin, System } from "@/lib/viewer";

type Filter = ReturnType<typeof readUsersFilter>;

/**
 * Returns the list of users by name, with their presence and last session at this moment.
 *
 * @throws AppError `bad_request` for an invalid filter
 */
export async function openUsersTable(
  by: Admin | System,
  given: Record<string, string>,
  messages: PageMessages,
): Promise<ExportTable> {
  const filter = readFilter(readUsersFilter, given);
  const limits = currentLimits();
  const now = await databaseNow();
  const t = translatorOf("exports", messages);
  const presence = translatorOf("presence", messages);
  const toCells = cellsIn(messages);
  const sums = { online: 0, away: 0, offline: 0, never: 0 };
  return {
    list: "users",
    title: t("lists.users"),
    criteria: criteriaOf(filter, messages),
    recorded: toSearchParams(filter, { q: "" }),
    subjectId: null,
    now,
    columns: columnsIn(messages),
    count: () => countUsers(by, filter, limits, now),
    async *rows() {
      for await (const batch of walkUsers(by, filter, limits, now)) {
        for (const { status } of batch) sums[status]++;
        yield batch.map(toCells);
      }
    },
    totals: () =>
      PRESENCES.map((status) => ({ label: presence(status), kind: "count", value: sums[status] })),
  };
}

function criteriaOf({ q, role, status }: Filter, messages: PageMessages): ExportTable["criteria"] {
  const t = translatorOf("exports", messages);
  const criteria = [
    { label: t("criteria.q"), value: q },
    { label: t("criteria.role"), value: role && translatorOf("roles", messages)(role) },
    { label: t("criteria.status"), value: status && translatorOf("presence", messages)(status) },
  ];
  return criteria.flatMap(({ label, value }) => (value ? [{ label, value }] : []));
}

function columnsIn(messages: PageMessages): ExportColumn[] {
  const t = translatorOf("exports", messages);
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

function cellsIn(messages: PageMessages): (row: UserRow) => Cell[] {
  const roles = translatorOf("roles", messages);
  const presence = translatorOf("presence", messages);
  const sessions = translatorOf("sessions", messages);
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
