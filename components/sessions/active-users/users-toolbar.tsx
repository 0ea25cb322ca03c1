"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { RoleFilter } from "@/components/person/role-filter";
import type { RevocationTarget } from "@/components/sessions/revocation/revocation";
import { RevokeMany } from "@/components/sessions/revocation/revoke-many";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { FilterForm } from "@/components/ui/filter/filter-form";
import { FilterSelect } from "@/components/ui/filter/filter-select";
import { SearchBox } from "@/components/ui/filter/search-box";
import { submitForm } from "@/components/ui/filter/submit-form";
import type { ShowView } from "@/components/ui/use-address-view";
import { SORTS, type UsersView } from "@/lib/sessions/active-users/users-view";
import { PRESENCES } from "@/lib/sessions/presence";
import { isFiltered } from "./change-view";
import { ClearFilters } from "./clear-filters";
import { readUsersForm } from "./read-users-form";
import { useSortWords } from "./use-sort-words";
import { useUsersForm } from "./use-users-form";

/** Id of the form. Fields elsewhere on the page belong to it by their `form` attribute. */
export const USERS_FORM = "users-form";

/**
 * The search and filters of the users table. With scripts a change acts in place; without them the form is
 * submitted.
 */
export function UsersToolbar({ view, show }: { view: UsersView; show: ShowView<UsersView> }) {
  const t = useTranslations("activeUsers.users");
  const columns = useTranslations("columns");
  const presence = useTranslations("presence");
  const sortWords = useSortWords();
  const ask = useUsersForm(view, show);
  const asked = useMemo(() => fieldsOf(view), [view]); // memoised: a refresh must not reset submitted fields
  return (
    <FilterForm
      id={USERS_FORM}
      action="/admin/active-users"
      label={t("filter")}
      asked={asked}
      onAsk={(fields) => fieldsOf(ask(fields))}
      className="filter-bar users-toolbar"
    >
      <SearchBox value={view.q} label={t("search")} placeholder={t("searchFor")} />
      <RoleFilter role={view.role} label={columns("role")} all={t("allRoles")} />
      <FilterSelect
        name="status"
        label={columns("status")}
        defaultValue={view.status ?? ""}
        onChange={submitForm}
        options={[
          { value: "", label: t("allStatuses") },
          ...PRESENCES.map((status) => ({ value: status, label: presence(status) })),
        ]}
      />
      {/* Cards have no heads to sort by. With heads, this field is hidden and only submitted. */}
      <div className="users-toolbar-sort col-span-full">
        <FilterSelect
          name="sort"
          label={t("sortBy")}
          defaultValue={view.sort}
          onChange={submitForm}
          options={SORTS.map((sort) => ({ value: sort, label: sortWords(sort) }))}
        />
      </div>
      {view.openPage > 1 && <input type="hidden" name="openPage" value={view.openPage} />}
      <noscript>
        <button type="submit" className={`${BUTTON_CLASS.quiet} w-full`}>
          {t("apply")}
        </button>
      </noscript>
      {isFiltered(view) && <ClearFilters view={view} show={show} />}
      <RevokeMany
        target={(form) => submitAndReadTarget(form, view)}
        words="forceAll"
        className="users-toolbar-revoke"
      />
    </FilterForm>
  );
}

function fieldsOf({ q, role, status, sort, pageSize }: UsersView) {
  return { q, role, status, sort, pageSize };
}

/**
 * Submits the form, so that the list shows the latest typing, and returns a target for the users whom the
 * fields select.
 */
function submitAndReadTarget(form: HTMLFormElement | null, view: UsersView): RevocationTarget {
  form?.requestSubmit();
  const { q, role, status } = form ? readUsersForm(new FormData(form), view) : view;
  return { chosen: { filter: { q, role, status } }, users: [], people: 0, sessions: 0 };
}
