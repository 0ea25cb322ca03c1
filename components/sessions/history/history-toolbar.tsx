"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RoleFilter } from "@/components/person/role-filter";
import { FILTER_CLASS } from "@/components/ui/field-class";
import { DayField } from "@/components/ui/filter/day-field";
import { FilterForm } from "@/components/ui/filter/filter-form";
import { FilterSelect } from "@/components/ui/filter/filter-select";
import { SearchBox } from "@/components/ui/filter/search-box";
import { submitForm } from "@/components/ui/filter/submit-form";
import { TextLink } from "@/components/ui/text-link";
import { historyHref } from "@/lib/paths/history";
import { END_REASONS } from "@/lib/sessions/end-reasons";
import {
  BROWSERS,
  DEFAULT_HISTORY_VIEW,
  HISTORY_SORTS,
  type HistoryView,
  isHistoryNarrowed,
  SYSTEMS,
} from "@/lib/sessions/history/history-view";

interface Props {
  view: HistoryView;
  /** The address filter as it was typed, even when it is not a valid address. */
  typedAddress: string;
}

/** The search and filters of the session history. */
export function HistoryToolbar({ view, typedAddress }: Props) {
  const t = useTranslations("historyList");
  const endings = useTranslations("sessions.endings");
  const { q, from, to, role, state, sort, browser, system } = view;
  return (
    <FilterForm
      action="/admin/sessions"
      label={t("filter")}
      asked={{ q, from, to, role, state, sort, browser, system, address: typedAddress }}
      className="filter-bar"
    >
      {view.user && <input type="hidden" name="user" value={view.user} />}
      <SearchBox value={q} label={t("search")} placeholder={t("searchFor")} button={t("searchButton")} />
      <DayField name="from" label={t("from")} value={from} />
      <DayField name="to" label={t("to")} value={to} />
      <RoleFilter role={role} label={t("role")} all={t("allRoles")} />
      <FilterSelect
        name="state"
        label={t("state")}
        defaultValue={state ?? ""}
        onChange={submitForm}
        options={[
          { value: "", label: t("allStates") },
          { value: "open", label: t("stillOpen") },
          { value: "ended", label: t("ended") },
          ...END_REASONS.map((ending) => ({ value: ending, label: endings(ending) })),
        ]}
      />
      <FilterSelect
        name="sort"
        label={t("sortBy")}
        className="min-[75rem]:hidden" // with rows instead of cards, the heads sort
        defaultValue={sort}
        onChange={submitForm}
        options={HISTORY_SORTS.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
      />
      <MoreFilters view={view} typedAddress={typedAddress} />
      {(isHistoryNarrowed(view) || typedAddress !== "") && (
        <TextLink href={historyHref({ ...DEFAULT_HISTORY_VIEW, sort: view.sort })}>{t("clear")}</TextLink>
      )}
    </FilterForm>
  );
}

/** The less common filters, closed at first unless one of them is set. */
function MoreFilters({ view: { browser, system }, typedAddress }: Props) {
  const t = useTranslations("historyList");
  const open = useOnceTrue(browser !== null || system !== null || typedAddress !== "");
  return (
    <details className="col-span-full open:order-1 open:w-full" open={open}>
      <summary className="w-fit cursor-pointer py-3 text-muted hover:text-ink lg:py-2">{t("more")}</summary>
      <div className="filter-bar mt-2 mb-0">
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
          className={`lg:w-44 ${FILTER_CLASS}`}
        />
        <FilterSelect
          name="browser"
          label={t("browser")}
          defaultValue={browser ?? ""}
          onChange={submitForm}
          options={[
            { value: "", label: t("allBrowsers") },
            ...BROWSERS.map((browser) => ({ value: browser, label: t(`browsers.${browser}`) })),
          ]}
        />
        <FilterSelect
          name="system"
          label={t("system")}
          defaultValue={system ?? ""}
          onChange={submitForm}
          options={[
            { value: "", label: t("allSystems") },
            ...SYSTEMS.map((system) => ({ value: system, label: t(`systems.${system}`) })),
          ]}
        />
      </div>
    </details>
  );
}

/**
 * Returns true from the first time that `isSet` is true. The filters stay open after the last one is cleared,
 * because closing them would lose the focus.
 */
function useOnceTrue(isSet: boolean): boolean {
  const [ever, setEver] = useState(isSet);
  if (isSet && !ever) setEver(true);
  return ever || isSet;
}
