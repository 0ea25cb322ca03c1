"use client";
import Form from "next/form";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ChangeEvent } from "react";
import { BUTTON_LOOK } from "@/components/ui/button-look";
import { FILTER_LOOK } from "@/components/ui/field-look";
import { FilterSelect } from "@/components/ui/filter-select";
import { type ConnectionTimeView, PERS, ROLES, SUBJECTS } from "@/lib/reports/connection-time";
import { connectionTimeHref, saidOf } from "./connection-time-address";

interface Props {
  view: ConnectionTimeView;
  period: { from: string; to: string };
  today: string;
}

const send = (event: ChangeEvent<HTMLSelectElement>) => event.currentTarget.form?.requestSubmit();

/** Whose time, of which days, and cut into what: a form like any other, whose choices act at once where a script can. */
export function ConnectionTimeToolbar({ view, period, today }: Props) {
  const t = useTranslations("connectionTime");
  const roles = useTranslations("roles");
  const kept = saidOf({
    ...view,
    from: null,
    to: null,
    q: "",
    role: null,
    per: "day",
    of: "person",
    page: 1,
  });
  const narrowed = view.q !== "" || view.role !== null || view.user !== null;
  return (
    <search aria-label={t("filter")} className="print:hidden">
      {/* The key fills the fields anew when the address says something else. */}
      <Form
        key={JSON.stringify([view, period])}
        action="/admin/reports/connection-time"
        className="people-toolbar"
      >
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
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
            {t("show")}
          </button>
        </div>
        {(["from", "to"] as const).map((name) => (
          <label key={name} className="history-day">
            <span className="text-muted">{t(name)}</span>
            <input
              type="date"
              name={name}
              defaultValue={period[name]}
              min="2000-01-01"
              max={today}
              className={FILTER_LOOK}
            />
          </label>
        ))}
        <FilterSelect
          name="per"
          label={t("per")}
          defaultValue={view.per}
          onChange={send}
          options={PERS.map((per) => ({ value: per, label: t(`pers.${per}`) }))}
        />
        <FilterSelect
          name="of"
          label={t("of")}
          defaultValue={view.of}
          onChange={send}
          options={SUBJECTS.map((of) => ({ value: of, label: t(`subjects.${of}`) }))}
        />
        <FilterSelect
          name="role"
          label={t("role")}
          defaultValue={view.role ?? ""}
          onChange={send}
          options={[
            { value: "", label: t("allRoles") },
            ...ROLES.map((role) => ({ value: role, label: roles(role) })),
          ]}
        />
        {narrowed && (
          <Link
            href={connectionTimeHref(view, { q: "", role: null, user: null })}
            className="inline-flex min-h-9 items-center text-accent hover:underline"
          >
            {t("clear")}
          </Link>
        )}
      </Form>
    </search>
  );
}
