import { databaseNow } from "@/lib/db/clock";
import type { Cell, ExportColumn, ExportTable } from "@/lib/exports/table/export-table";
import { readFilter } from "@/lib/exports/table/read-filter";
import { type PageMessages, translatorOf } from "@/lib/i18n/translator";
import { toSearchParams } from "@/lib/paths/query-string";
import { type PersonRow, STANDINGS } from "@/lib/users/people-view";
import { readPeopleFilter } from "@/lib/users/people-view-query";
import { countPeople, walkPeople } from "@/lib/users/walk-people";
import type { Admin, System } from "@/lib/viewer";

type Filter = ReturnType<typeof readPeopleFilter>;

/**
 * Everybody's account, by name.
 *
 * @throws AppError `bad_request` for a filter that makes no sense
 */
export async function exportPeople(
  by: Admin | System,
  given: Record<string, string>,
  words: PageMessages,
): Promise<ExportTable> {
  const filter = readFilter(readPeopleFilter, given);
  const now = await databaseNow();
  const people = translatorOf("people", words);
  const toCells = cellsIn(words);
  const sums = { active: 0, pending: 0, disabled: 0 };
  return {
    list: "people",
    title: translatorOf("exports", words)("lists.people"),
    criteria: criteriaOf(filter, words),
    recorded: toSearchParams(filter, { q: "" }),
    subjectId: null,
    now,
    columns: columnsIn(words),
    count: () => countPeople(by, filter, now),
    async *rows() {
      for await (const batch of walkPeople(by, filter, now)) {
        for (const { standing } of batch) sums[standing]++;
        yield batch.map(toCells);
      }
    },
    totals: () =>
      STANDINGS.map((standing) => ({
        label: people(`standing.${standing}`),
        kind: "count",
        value: sums[standing],
      })),
  };
}

function criteriaOf({ q, role, standing, notSeenDays }: Filter, words: PageMessages): ExportTable["criteria"] {
  const t = translatorOf("exports", words);
  const people = translatorOf("people", words);
  const said = [
    { label: t("criteria.q"), value: q },
    { label: t("criteria.role"), value: role && translatorOf("roles", words)(role) },
    { label: t("criteria.standing"), value: standing && people(`standing.${standing}`) },
    { label: t("criteria.seen"), value: notSeenDays && people("notSeen", { count: notSeenDays }) },
  ];
  return said.flatMap(({ label, value }) => (value ? [{ label, value }] : []));
}

function columnsIn(words: PageMessages): ExportColumn[] {
  const t = translatorOf("exports", words);
  return [
    { heading: t("columns.person"), kind: "text", width: 28 },
    { heading: t("columns.username"), kind: "text", width: 20 },
    { heading: t("columns.role"), kind: "text", width: 16 },
    { heading: t("columns.standing"), kind: "text", width: 14 },
    { heading: t("columns.email"), kind: "text", width: 30 },
    { heading: t("columns.codeUntil"), kind: "instant", width: 20 },
    { heading: t("columns.lastLogin"), kind: "instant", width: 20 },
    { heading: t("columns.created"), kind: "instant", width: 20 },
  ];
}

function cellsIn(words: PageMessages): (row: PersonRow) => Cell[] {
  const roles = translatorOf("roles", words);
  const people = translatorOf("people", words);
  return (row) => [
    row.name,
    row.username,
    roles(row.role),
    people(`standing.${row.standing}`),
    row.email,
    row.codeExpiresAt,
    row.lastLogin,
    row.createdAt,
  ];
}
