"use client";
import Form from "next/form";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { FILTER_LOOK } from "@/components/ui/field-look";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchBox } from "@/components/ui/search-box";
import { submitForm } from "@/components/ui/submit-form";
import { RoleFilter } from "@/components/users/role-filter";
import { type ConnectionTimeView, PERS, SUBJECTS } from "@/lib/reports/connection-time";
import { connectionTimeHref, saidOf } from "./connection-time-address";

interface Props {
  view: ConnectionTimeView;
  period: { from: string; to: string };
  today: string;
}

/** Whose time, of which days, and cut into what: a form like any other, whose choices act at once where a script can. */
export function ConnectionTimeToolbar({ view, period, today }: Props) {
  const t = useTranslations("connectionTime");
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
        className="filter-bar"
      >
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SearchBox value={view.q} label={t("search")} placeholder={t("searchFor")} button={t("show")} />
        {(["from", "to"] as const).map((name) => (
          <label key={name} className="filter-day">
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
          onChange={submitForm}
          options={PERS.map((per) => ({ value: per, label: t(`pers.${per}`) }))}
        />
        <FilterSelect
          name="of"
          label={t("of")}
          defaultValue={view.of}
          onChange={submitForm}
          options={SUBJECTS.map((of) => ({ value: of, label: t(`subjects.${of}`) }))}
        />
        <RoleFilter role={view.role} label={t("role")} all={t("allRoles")} />
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
