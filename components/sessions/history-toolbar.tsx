"use client";
import Form from "next/form";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { FILTER_LOOK } from "@/components/ui/field-look";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchBox } from "@/components/ui/search-box";
import { submitForm } from "@/components/ui/submit-form";
import { RoleFilter } from "@/components/users/role-filter";
import {
  BROWSERS,
  DEFAULT_HISTORY_VIEW,
  ENDINGS,
  HISTORY_SORTS,
  type HistoryView,
  isHistoryNarrowed,
  SYSTEMS,
} from "@/lib/sessions/history-view";

interface Props {
  view: HistoryView;
  /** As it was typed, also when it is none. */
  typedAddress: string;
}

/** Which sessions the history shows: a form like any other, whose choices act at once where a script can. */
export function HistoryToolbar({ view, typedAddress }: Props) {
  const t = useTranslations("historyList");
  const endings = useTranslations("sessions.endings");
  return (
    <search aria-label={t("filter")} className="print:hidden">
      {/* The key fills the fields anew when the address says something else. */}
      <Form key={JSON.stringify(view)} action="/admin/sessions" className="filter-bar">
        {view.user && <input type="hidden" name="user" value={view.user} />}
        <SearchBox
          value={view.q}
          label={t("search")}
          placeholder={t("searchFor")}
          button={t("searchButton")}
        />
        <DayField name="from" label={t("from")} value={view.from} />
        <DayField name="to" label={t("to")} value={view.to} />
        <RoleFilter role={view.role} label={t("role")} all={t("allRoles")} />
        <FilterSelect
          name="state"
          label={t("state")}
          defaultValue={view.state ?? ""}
          onChange={submitForm}
          options={[
            { value: "", label: t("allStates") },
            { value: "open", label: t("stillOpen") },
            { value: "ended", label: t("ended") },
            ...ENDINGS.map((ending) => ({ value: ending, label: endings(ending) })),
          ]}
        />
        <FilterSelect
          name="sort"
          label={t("sortBy")}
          data-sort
          defaultValue={view.sort}
          onChange={submitForm}
          options={HISTORY_SORTS.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
        />
        <details
          className="history-more"
          open={view.browser !== null || view.system !== null || typedAddress !== ""}
        >
          <summary className="w-fit cursor-pointer py-3 text-muted hover:text-ink lg:py-2">
            {t("more")}
          </summary>
          <div className="filter-bar mt-2">
            <input
              type="text"
              name="address"
              defaultValue={typedAddress}
              maxLength={50}
              placeholder={t("addressExample")}
              aria-label={t("address")}
              autoCapitalize="none"
              autoCorrect="off"
              spellCheck={false}
              className={`history-address ${FILTER_LOOK}`}
            />
            <FilterSelect
              name="browser"
              label={t("browser")}
              defaultValue={view.browser ?? ""}
              onChange={submitForm}
              options={[
                { value: "", label: t("allBrowsers") },
                ...BROWSERS.map((browser) => ({ value: browser, label: t(`browsers.${browser}`) })),
              ]}
            />
            <FilterSelect
              name="system"
              label={t("system")}
              defaultValue={view.system ?? ""}
              onChange={submitForm}
              options={[
                { value: "", label: t("allSystems") },
                ...SYSTEMS.map((system) => ({ value: system, label: t(`systems.${system}`) })),
              ]}
            />
          </div>
        </details>
        {(isHistoryNarrowed(view) || typedAddress !== "") && (
          <Link
            href={
              view.sort === DEFAULT_HISTORY_VIEW.sort
                ? "/admin/sessions"
                : `/admin/sessions?sort=${view.sort}`
            }
            className="inline-flex min-h-9 items-center text-accent hover:underline"
          >
            {t("clear")}
          </Link>
        )}
      </Form>
    </search>
  );
}

/** Acts when it is left, not while a day is being typed. */
function DayField({ name, label, value }: { name: "from" | "to"; label: string; value: string | null }) {
  return (
    <label className="filter-day">
      <span className="text-muted">{label}</span>
      <input
        type="date"
        name={name}
        defaultValue={value ?? ""}
        min="2000-01-01"
        max="2099-12-31"
        onBlur={(event) =>
          event.currentTarget.value !== (value ?? "") && event.currentTarget.form?.requestSubmit()
        }
        className={FILTER_LOOK}
      />
    </label>
  );
}
