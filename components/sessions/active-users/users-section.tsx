"use client";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { ExportMenu } from "@/components/exports/export-menu";
import type { Refreshed } from "@/components/live/use-refreshed";
import { useCriteria } from "@/components/sessions/use-criteria";
import { PagedList } from "@/components/ui/list/paged-list";
import { Section } from "@/components/ui/section";
import type { ShowView } from "@/components/ui/use-address-view";
import { usersViewHref } from "@/lib/paths/active-users";
import type { UsersView } from "@/lib/sessions/active-users/users-view";
import type { ActiveUsers } from "@/lib/sessions/session-row";
import { changeView } from "./change-view";
import { USERS_TITLE } from "./clear-filters";
import { MatchCount } from "./match-count";
import { PageSize } from "./page-size";
import { UsersEmpty } from "./users-empty";
import { UsersTable } from "./users-table";
import { UsersToolbar } from "./users-toolbar";

interface Props {
  figures: Refreshed<ActiveUsers>;
  view: UsersView;
  show: ShowView<UsersView>;
  ownUserId: string;
}

/** The section of all users: search, filters, table and pages. */
export function UsersSection({ figures, view, show, ownUserId }: Props) {
  const t = useTranslations("activeUsers.users");
  const { users } = figures.data;
  const { address, loading } = figures;
  const top = useRef<HTMLDivElement>(null);
  const criteria = useCriteria(view);
  const pageOf = (page: number) => changeView(view, { page });

  function pick(page: number) {
    show(pageOf(page));
    top.current?.scrollIntoView(); // the page links are below the list: the new page would be out of sight
  }
  return (
    <div ref={top} className="users-section">
      <Section
        id={USERS_TITLE}
        title={t("title")}
        total={<MatchCount figures={figures} view={view} />}
        actions={
          <ExportMenu
            action="/api/admin/exports/users"
            filters={{ q: view.q, role: view.role, status: view.status }}
            rows={loading ? undefined : users.total}
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
          empty={<UsersEmpty view={view} show={show} loading={loading} />}
          beside={<PageSize view={view} total={users.total} show={show} />}
        >
          <UsersTable
            rows={users.rows}
            shownFor={address}
            view={view}
            show={show}
            ownUserId={ownUserId}
            busy={loading}
          />
        </PagedList>
      </Section>
    </div>
  );
}
