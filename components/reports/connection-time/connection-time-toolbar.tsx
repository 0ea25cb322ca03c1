"use client";
import { useTranslations } from "next-intl";
import { RoleFilter } from "@/components/person/role-filter";
import { DayField } from "@/components/ui/filter/day-field";
import { FilterForm } from "@/components/ui/filter/filter-form";
import { FilterSelect } from "@/components/ui/filter/filter-select";
import { SearchBox } from "@/components/ui/filter/search-box";
import { submitForm } from "@/components/ui/filter/submit-form";
import { TextLink } from "@/components/ui/text-link";
import { connectionTimeHref } from "@/lib/paths/connection-time";
import { toSearchParams } from "@/lib/paths/query-string";
import {
  type ConnectionTimeView,
  DEFAULT_CONNECTION_TIME_VIEW,
  GROUPINGS,
  PERS,
} from "@/lib/reports/connection-time/connection-time";

interface Props {
  view: ConnectionTimeView;
  period: { from: string; to: string };
  today: string;
}

/** The search and filters of connection time: users, days, bucket and grouping. */
export function ConnectionTimeToolbar({ view, period, today }: Props) {
  const t = useTranslations("connectionTime");
  const { user, sort, pageSize } = view;
  const kept = toSearchParams({ user, sort, pageSize }, DEFAULT_CONNECTION_TIME_VIEW);
  const narrowed = view.q !== "" || view.role !== null || view.user !== null;
  return (
    <FilterForm
      action="/admin/reports/connection-time"
      label={t("filter")}
      asked={{ ...period, q: view.q, per: view.per, of: view.of, role: view.role }}
      className="filter-bar"
    >
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SearchBox value={view.q} label={t("search")} placeholder={t("searchFor")} button={t("show")} />
      <DayField name="from" label={t("from")} value={period.from} max={today} />
      <DayField name="to" label={t("to")} value={period.to} max={today} />
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
        options={GROUPINGS.map((of) => ({ value: of, label: t(`subjects.${of}`) }))}
      />
      <RoleFilter role={view.role} label={t("role")} all={t("allRoles")} />
      {narrowed && (
        <TextLink href={connectionTimeHref(view, { q: "", role: null, user: null })}>{t("clear")}</TextLink>
      )}
    </FilterForm>
  );
}
