"use client";
import { useTranslations } from "next-intl";
import { RoleFilter } from "@/components/person/role-filter";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { FILTER_CLASS } from "@/components/ui/field-class";
import { FilterForm } from "@/components/ui/filter/filter-form";
import { FilterSelect } from "@/components/ui/filter/filter-select";
import { submitForm } from "@/components/ui/filter/submit-form";
import { toSearchParams } from "@/lib/paths/query-string";
import { timelineHref } from "@/lib/paths/timeline";
import type { Timeline } from "@/lib/reports/timeline/timeline";
import { DEFAULT_TIMELINE_VIEW, type TimelineView } from "@/lib/reports/timeline/timeline-view";
import { DayLinks } from "./day-links";

/** The form that selects the day and the users. */
export function TimelineToolbar({ timeline, view }: { timeline: Timeline; view: TimelineView }) {
  const t = useTranslations("timeline");
  const { day, today } = timeline;
  const { zoom, at, view: as } = view;
  const kept = toSearchParams({ zoom, at, view: as }, DEFAULT_TIMELINE_VIEW);
  return (
    <FilterForm
      action="/admin/reports/timeline"
      label={t("filter")}
      asked={{ day, role: view.role, all: view.all ? "1" : "" }}
      className="timeline-toolbar"
    >
      <DayLinks day={day} today={today} hrefOf={(to) => timelineHref({ ...view, day: to })}>
        <input
          type="date"
          name="day"
          aria-label={t("day")}
          defaultValue={day}
          min="2000-01-01"
          max={today}
          className={FILTER_CLASS}
        />
        <button type="submit" className={`${BUTTON_CLASS.quiet} max-lg:h-11`}>
          {t("show")}
        </button>
      </DayLinks>
      <RoleFilter role={view.role} label={t("allRoles")} all={t("allRoles")} />
      <FilterSelect
        name="all"
        label={t("whom")}
        defaultValue={view.all ? "1" : ""}
        onChange={submitForm}
        options={[
          { value: "", label: t("connectedOnly") },
          { value: "1", label: t("everybody") },
        ]}
      />
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </FilterForm>
  );
}
