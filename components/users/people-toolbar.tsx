"use client";
import Form from "next/form";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ChangeEvent } from "react";
import { BUTTON_LOOK } from "@/components/ui/button-look";
import { FILTER_LOOK } from "@/components/ui/field-look";
import { FilterSelect } from "@/components/ui/filter-select";
import { PEOPLE_SORTS, type PeopleView, STANDINGS } from "@/lib/users/people-view";
import { isNarrowed } from "./people-address";

const ROLES = ["ADMIN", "DIRECTEUR", "SECRETAIRE", "ARCHIVES"] as const;
const NOT_SEEN = [7, 30, 90, 180, 365];

const send = (event: ChangeEvent<HTMLSelectElement>) => event.currentTarget.form?.requestSubmit();

/** Whom the list shows: a form like any other, whose choices act at once where a script can. */
export function PeopleToolbar({ view }: { view: PeopleView }) {
  const t = useTranslations("people");
  const roles = useTranslations("roles");
  const days = [...new Set([...NOT_SEEN, ...(view.notSeenDays ? [view.notSeenDays] : [])])].sort(
    (a, b) => a - b,
  );
  return (
    <search aria-label={t("filter")} className="print:hidden">
      {/* The key fills the fields anew when the address says something else. */}
      <Form key={JSON.stringify(view)} action="/admin/users" className="people-toolbar">
        <div className="people-search wide flex gap-2">
          <input
            type="search"
            name="q"
            defaultValue={view.q}
            maxLength={100}
            placeholder={t("searchFor")}
            aria-label={t("search")}
            enterKeyHint="search"
            spellCheck={false}
            className={FILTER_LOOK}
          />
          <button type="submit" className={`${BUTTON_LOOK.quiet} max-lg:h-11`}>
            {t("searchButton")}
          </button>
        </div>
        <FilterSelect
          name="role"
          label={t("columns.role")}
          defaultValue={view.role ?? ""}
          onChange={send}
          options={[
            { value: "", label: t("allRoles") },
            ...ROLES.map((role) => ({ value: role, label: roles(role) })),
          ]}
        />
        <FilterSelect
          name="standing"
          label={t("columns.standing")}
          defaultValue={view.standing ?? ""}
          onChange={send}
          options={[
            { value: "", label: t("allStandings") },
            ...STANDINGS.map((standing) => ({ value: standing, label: t(`standing.${standing}`) })),
          ]}
        />
        <FilterSelect
          name="notSeenDays"
          label={t("seen")}
          defaultValue={view.notSeenDays ?? ""}
          onChange={send}
          options={[
            { value: "", label: t("seenAny") },
            ...days.map((count) => ({ value: String(count), label: t("notSeen", { count }) })),
          ]}
        />
        <FilterSelect
          name="sort"
          label={t("sortBy")}
          defaultValue={view.sort}
          onChange={send}
          options={PEOPLE_SORTS.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
        />
        {isNarrowed(view) && (
          <Link href="/admin/users" className="inline-flex min-h-9 items-center text-accent hover:underline">
            {t("clear")}
          </Link>
        )}
      </Form>
    </search>
  );
}
