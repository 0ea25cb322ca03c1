"use client";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { PagedList } from "@/components/ui/paged-list";
import { Section } from "@/components/ui/section";
import type { ActiveUsers } from "@/lib/sessions/active-users";
import type { UsersView } from "@/lib/sessions/users-view";
import { changeView, isFiltered } from "./change-view";
import { USERS_TITLE } from "./clear-filters";
import { MatchCount } from "./match-count";
import { NoMatch } from "./no-match";
import { PageSize } from "./page-size";
import { useCriteria } from "./use-criteria";
import type { Refreshed } from "./use-refreshed";
import type { ShowView } from "./use-users-view";
import { UsersTable } from "./users-table";
import { UsersToolbar } from "./users-toolbar";
import { usersViewHref } from "./users-view-address";

interface Props {
  figures: Refreshed<ActiveUsers>;
  view: UsersView;
  show: ShowView;
}

/** Everybody, or whom one looks for. */
export function UsersSection({ figures, view, show }: Props) {
  const t = useTranslations("activeUsers.users");
  const { data, address, loading, failure } = figures;
  const { users, counts } = data;
  const top = useRef<HTMLDivElement>(null);
  const criteria = useCriteria(view);
  const pageOf = (page: number) => changeView(view, { page });

  function pick(page: number) {
    show(pageOf(page));
    top.current?.scrollIntoView(); // what follows the numbers is not what they lead to
  }
  return (
    <div ref={top} className="users-section">
      <Section
        id={USERS_TITLE}
        title={t("title")}
        total={
          <MatchCount
            view={view}
            found={users.total}
            all={counts.users}
            loading={loading}
            failing={failure !== null}
          />
        }
      >
        <UsersToolbar view={view} show={show} />
        {criteria && <p className="hidden text-muted print:block">{criteria}</p>}
        <PagedList
          name={t("title")}
          list={users}
          hrefOf={(page) => usersViewHref(pageOf(page))}
          onPick={pick}
          empty={emptyState()}
          beside={<PageSize view={view} total={users.total} show={show} />}
        >
          <UsersTable rows={users.rows} shownFor={address} view={view} show={show} busy={loading} />
        </PagedList>
      </Section>
    </div>
  );

  function emptyState() {
    if (loading) return <EmptyState title={t("searching")}>{criteria}</EmptyState>;
    if (isFiltered(view)) return <NoMatch view={view} show={show} />;
    return <EmptyState title={t("empty")}>{t("emptyHelp")}</EmptyState>;
  }
}
