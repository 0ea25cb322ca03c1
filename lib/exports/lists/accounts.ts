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
 * Everybody's account, by name.
 *
 * @throws AppError `bad_request` for a filter that makes no sense
 */
export async function exportAccounts(
  by: Admin | System,
  given: Record<string, string>,
  words: PageMessages,
): Promise<ExportTable> {
  const filter = readFilter(readAccountsFilter, given);
  const now = await databaseNow();
  const accounts = translatorOf("accounts", words);
  const toCells = cellsIn(words);
  const sums = { active: 0, pending: 0, disabled: 0 };
  return {
    list: "accounts",
    title: translatorOf("exports", words)("lists.accounts"),
    criteria: criteriaOf(filter, words),
    recorded: toSearchParams(filter, { q: "" }),
    subjectId: null,
    now,
    columns: columnsIn(words),
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
  words: PageMessages,
): ExportTable["criteria"] {
  const t = translatorOf("exports", words);
  const accounts = translatorOf("accounts", words);
  const said = [
    { label: t("criteria.q"), value: q },
    { label: t("criteria.role"), value: role && translatorOf("roles", words)(role) },
    {
      label: t("criteria.accountStatus"),
      value: accountStatus && accounts(`accountStatus.${accountStatus}`),
    },
    { label: t("criteria.seen"), value: notSeenDays && accounts("notSeen", { count: notSeenDays }) },
  ];
  return said.flatMap(({ label, value }) => (value ? [{ label, value }] : []));
}

function columnsIn(words: PageMessages): ExportColumn[] {
  const t = translatorOf("exports", words);
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

function cellsIn(words: PageMessages): (row: AccountRow) => Cell[] {
  const roles = translatorOf("roles", words);
  const accounts = translatorOf("accounts", words);
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
