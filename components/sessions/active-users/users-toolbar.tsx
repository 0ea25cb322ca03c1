"use client";
import { useTranslations } from "next-intl";
import type { RevocationTarget } from "@/components/sessions/revocation/revocation";
import { RevokeMany } from "@/components/sessions/revocation/revoke-many";
import { BUTTON_LOOK } from "@/components/ui/button-look";
import type { UsersView } from "@/lib/sessions/active-users/users-view";
import { isFiltered } from "./change-view";
import { ClearFilters } from "./clear-filters";
import { SearchField } from "./search-field";
import { SortSelect } from "./sort-select";
import { useUsersForm } from "./use-users-form";
import type { ShowView } from "./use-users-view";
import { UsersFilters } from "./users-filters";

/** Fields elsewhere on the page belong to it by this name. */
export const USERS_FORM = "users-form";

/** Whom the table shows. A form like any other: with a script it acts by itself, without one it is sent. */
export function UsersToolbar({ view, show }: { view: UsersView; show: ShowView }) {
  const t = useTranslations("activeUsers.users");
  const { form, onSubmit, onType, onChoose, readNow } = useUsersForm(view, show);
  return (
    <search aria-label={t("filter")} className="block print:hidden">
      <form
        ref={form}
        id={USERS_FORM}
        method="get"
        action="/admin/active-users"
        autoComplete="off"
        onSubmit={onSubmit}
        className="users-toolbar"
      >
        <SearchField q={view.q} onType={onType} />
        <UsersFilters view={view} onChoose={onChoose} />
        <SortSelect sort={view.sort} onChoose={onChoose} />
        {view.openPage > 1 && <input type="hidden" name="openPage" value={view.openPage} />}
        <noscript>
          <button type="submit" className={`${BUTTON_LOOK.quiet} w-full`}>
            {t("apply")}
          </button>
        </noscript>
        {isFiltered(view) && <ClearFilters view={view} show={show} />}
        <RevokeMany target={() => shownIn(readNow())} words="forceAll" className="users-toolbar-revoke" />
      </form>
    </search>
  );
}

function shownIn({ q, role, status }: UsersView): RevocationTarget {
  return { chosen: { filter: { q, role, status } }, whom: [], people: 0, sessions: 0 };
}
