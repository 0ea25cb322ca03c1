"use client";
import { useTranslations } from "next-intl";
import { RoleFilter } from "@/components/person/role-filter";
import { FilterForm } from "@/components/ui/filter/filter-form";
import { FilterSelect } from "@/components/ui/filter/filter-select";
import { SearchBox } from "@/components/ui/filter/search-box";
import { submitForm } from "@/components/ui/filter/submit-form";
import { TextLink } from "@/components/ui/text-link";
import { isNarrowed } from "@/lib/paths/accounts";
import { ACCOUNT_SORTS, ACCOUNT_STATUSES, type AccountsView } from "@/lib/users/accounts-view";

const NOT_SEEN = [7, 30, 90, 180, 365];

/** The search and filters of the list of accounts. */
export function AccountsToolbar({ view }: { view: AccountsView }) {
  const t = useTranslations("accounts");
  return (
    <FilterForm
      action="/admin/users"
      label={t("filter")}
      asked={{
        q: view.q,
        role: view.role,
        accountStatus: view.accountStatus,
        notSeenDays: view.notSeenDays,
        sort: view.sort,
      }}
      className="filter-bar"
    >
      <SearchBox value={view.q} label={t("search")} placeholder={t("searchFor")} button={t("searchButton")} />
      <RoleFilter role={view.role} label={t("columns.role")} all={t("allRoles")} />
      <FilterSelect
        name="accountStatus"
        label={t("columns.accountStatus")}
        defaultValue={view.accountStatus ?? ""}
        onChange={submitForm}
        options={[
          { value: "", label: t("allAccountStatuses") },
          ...ACCOUNT_STATUSES.map((accountStatus) => ({
            value: accountStatus,
            label: t(`accountStatus.${accountStatus}`),
          })),
        ]}
      />
      <NotSeenFilter days={view.notSeenDays} />
      <FilterSelect
        name="sort"
        label={t("sortBy")}
        defaultValue={view.sort}
        onChange={submitForm}
        options={ACCOUNT_SORTS.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
      />
      {isNarrowed(view) && <TextLink href="/admin/users">{t("clear")}</TextLink>}
    </FilterForm>
  );
}

/** The choice of accounts without a sign-in for some days. A number from the address is offered too. */
function NotSeenFilter({ days }: { days: number | null }) {
  const t = useTranslations("accounts");
  const offered = [...new Set([...NOT_SEEN, ...(days ? [days] : [])])].sort((a, b) => a - b);
  return (
    <FilterSelect
      name="notSeenDays"
      label={t("seen")}
      defaultValue={days ?? ""}
      onChange={submitForm}
      options={[
        { value: "", label: t("seenAny") },
        ...offered.map((count) => ({ value: String(count), label: t("notSeen", { count }) })),
      ]}
    />
  );
}
