"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useRef } from "react";
import { ExportMenu } from "@/components/exports/export-menu";
import type { Refreshed } from "@/components/live/use-refreshed";
import { RevokePicked } from "@/components/sessions/revocation/revoke-picked";
import { useSelection } from "@/components/sessions/revocation/use-selection";
import { EmptyState } from "@/components/ui/empty-state";
import { PagedList } from "@/components/ui/list/paged-list";
import { Section } from "@/components/ui/section";
import type { ShowView } from "@/components/ui/use-address-view";
import { usersViewHref } from "@/lib/paths/active-users";
import type { UsersView } from "@/lib/sessions/active-users/users-view";
import type { ActiveUsers } from "@/lib/sessions/session-row";
import { OpenSessionsTable } from "./open-sessions-table";

interface Props {
  figures: Refreshed<ActiveUsers>;
  view: UsersView;
  show: ShowView<UsersView>;
  ownSessionId: string;
}

/** The section of open sessions, newest first, where administrators can pick sessions to revoke. */
export function OpenSessionsSection({
  figures: { data, address, loading },
  view,
  show,
  ownSessionId,
}: Props) {
  const t = useTranslations("activeUsers.open");
  const format = useFormatter();
  const top = useRef<HTMLDivElement>(null);
  const { open } = data;
  const pageOf = (openPage: number) => ({ ...view, openPage });

  const picked = useSelection(data.recent.rows);

  function turnTo(openPage: number) {
    show(pageOf(openPage));
    top.current?.scrollIntoView();
  }
  return (
    <div ref={top}>
      <Section
        id="open"
        title={t("title")}
        total={format.number(open.total)}
        actions={
          <ExportMenu action="/api/admin/exports/sessions" filters={{ state: "open" }} rows={open.total} />
        }
      >
        <PagedList
          name={t("title")}
          list={open}
          hrefOf={(openPage) => usersViewHref(pageOf(openPage))}
          onPick={turnTo}
          empty={<EmptyState title={t("empty")}>{t("emptyHelp")}</EmptyState>}
        >
          <OpenSessionsTable
            rows={open.rows}
            shownFor={address}
            ownSessionId={ownSessionId}
            picked={picked.rows}
            pick={picked.pick}
            busy={loading && open.page !== view.openPage}
          />
        </PagedList>
        {picked.rows.size > 0 && <RevokePicked rows={[...picked.rows.values()]} unpick={picked.unpick} />}
      </Section>
    </div>
  );
}
