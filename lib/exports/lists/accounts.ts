import { databaseNow } from "@/lib/db/clock";
import type { Cell, ExportColumn, ExportTable } from "@/lib/exports/table/export-table";
import { readFilter } from "@/lib/exports/table/read-filter";
import { type PageMessages, translatorOf } from "@/lib/i18n/translator";
import { toSearchParams } from "@/lib/paths/query-string";
import { ACCOUNT_STATUSES, type AccountRow } from "@/lib/users/accounts-view";
import { readAccountsFilter } from "@/lib/users/accounts-view-query";
import { countAccounts, walkAccounts } from "@/lib/users/walk-accounts";
import type { Admin, System } from "@/lib/viewer";

type Filter = ReturnType<typeof readAccountsFilter>;

/**
 * Returns the list of accounts by name.
 *
 * @throws AppError `bad_request` for an invalid filter
 */
export async function openAccountsTable(
  by: Admin | System,
  given: Record<string, string>,
  messages: PageMessages,
): Promise<ExportTable> {
  const filter = readFilter(readAccountsFilter, given);
  const now = await databaseNow();
  const accounts = translatorOf("accounts", messages);
  const toCells = cellsIn(messages);
  const sums = { active: 0, pending: 0, disabled: 0 };
  return {
    list: "accounts",
    title: translatorOf("exports", messages)("lists.accounts"),
    criteria: criteriaOf(filter, messages),
    recorded: toSearchParams(filter, { q: "" }),
    subjectId: null,
    now,
    columns: columnsIn(messages),
    count: () => countAccounts(by, filter, now),
    async *rows() {
      for await (const batch of walkAccounts(by, filter, now)) {
        for (const { accountStatus } of batch) sums[accountStatus]++;
        yield batch.map(toCells);
      }
    },
    totals: () =>
      ACCOUNT_STATUSES.map((accountStatus) => ({
        label: accounts(`accountStatus.${accountStatus}`),
        kind: "count",
        value: sums[accountStatus],
      })),
  };
}

function criteriaOf(
  { q, role, accountStatus, notSeenDays }: Filter,
  messages: PageMessages,
): ExportTable["criteria"] {
  const t = translatorOf("exports", messages);
  const accounts = translatorOf("accounts", messages);
  const criteria = [
    { label: t("criteria.q"), value: q },
    { label: t("criteria.role"), value: role && translatorOf("roles", messages)(role) },
    {
      label: t("criteria.accountStatus"),
      value: accountStatus && accounts(`accountStatus.${accountStatus}`),
    },
    { label: t("criteria.seen"), value: notSeenDays && accounts("notSeen", { count: notSeenDays }) },
  ];
  return criteria.flatMap(({ label, value }) => (value ? [{ label, value }] : []));
}

function columnsIn(messages: PageMessages): ExportColumn[] {
  const t = translatorOf("exports", messages);
  return [
    { heading: t("columns.person"), kind: "text", width: 28 },
    { heading: t("columns.username"), kind: "text", width: 20 },
    { heading: t("columns.role"), kind: "text", width: 16 },
    { heading: t("columns.accountStatus"), kind: "text", width: 14 },
    { heading: t("columns.email"), kind: "text", width: 30 },
    { heading: t("columns.codeUntil"), kind: "instant", width: 20 },
    { heading: t("columns.lastLogin"), kind: "instant", width: 20 },
    { heading: t("columns.created"), kind: "instant", width: 20 },
  ];
}

function cellsIn(messages: PageMessages): (row: AccountRow) => Cell[] {
  const roles = translatorOf("roles", messages);
  const accounts = translatorOf("accounts", messages);
  return (row) => [
    row.name,
    row.username,
    roles(row.role),
    accounts(`accountStatus.${row.accountStatus}`),
    row.email,
    row.codeExpiresAt,
    row.lastLogin,
    row.createdAt,
  ];
}
