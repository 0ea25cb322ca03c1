"use client";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { BUTTON_LOOK } from "@/components/ui/button-look";
import { FILTER_LOOK } from "@/components/ui/field-look";
import { FilterSelect } from "@/components/ui/filter-select";
import { MAX_SEARCH_LENGTH, ROLES, STATUSES, type UsersView } from "@/lib/sessions/users-view";
import { isFiltered } from "./change-view";
import { ClearFilters } from "./clear-filters";
import { SortSelect } from "./sort-select";
import { useUsersForm } from "./use-users-form";
import type { ShowView } from "./use-users-view";

/** Its address is what a form without a script sends: fields elsewhere on the page name it, too. */
export const USERS_FORM = "users-form";

/** Whom the table shows. A form like any other: with a script it acts by itself, without one it is sent. */
export function UsersToolbar({ view, show }: { view: UsersView; show: ShowView }) {
  const t = useTranslations("activeUsers.users");
  const roles = useTranslations("roles");
  const presence = useTranslations("presence");
  const columns = useTranslations("columns");
  const { form, onSubmit, onType, onChoose } = useUsersForm(view, show);
  return (
    <search aria-label={t("filter")} className="print:hidden">
      <form
        ref={form}
        id={USERS_FORM}
        method="get"
        action="/admin/active-users"
        autoComplete="off"
        onSubmit={onSubmit}
        className="users-toolbar"
      >
        <div className="users-toolbar-search relative">
          <Search aria-hidden="true" className="absolute inset-y-0 left-2.5 my-auto size-4 text-muted" />
          <input
            type="search"
            name="q"
            defaultValue={view.q}
            onInput={onType}
            maxLength={MAX_SEARCH_LENGTH}
            placeholder={t("searchFor")}
            aria-label={t("search")}
            enterKeyHint="search"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            className={`${FILTER_LOOK} pl-9`}
          />
        </div>
        <FilterSelect
          name="role"
          label={columns("role")}
          defaultValue={view.role ?? ""}
          onChange={onChoose}
          options={[
            { value: "", label: t("allRoles") },
            ...ROLES.map((role) => ({ value: role, label: roles(role) })),
          ]}
        />
        <FilterSelect
          name="status"
          label={columns("status")}
          defaultValue={view.status ?? ""}
          onChange={onChoose}
          options={[
            { value: "", label: t("allStatuses") },
            ...STATUSES.map((status) => ({ value: status, label: presence(status) })),
          ]}
        />
        <SortSelect sort={view.sort} onChoose={onChoose} />
        {view.openPage > 1 && <input type="hidden" name="openPage" value={view.openPage} />}
        <noscript>
          <button type="submit" className={`${BUTTON_LOOK.quiet} w-full`}>
            {t("apply")}
          </button>
        </noscript>
        {isFiltered(view) && <ClearFilters view={view} show={show} />}
      </form>
    </search>
  );
}
