"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useCallback, useRef, useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { PagedList } from "@/components/ui/paged-list";
import { Section } from "@/components/ui/section";
import type { ActiveUsers } from "@/lib/sessions/active-users";
import type { UsersView } from "@/lib/sessions/users-view";
import { OpenSessionsTable } from "./open-sessions-table";
import { RevokePicked } from "./revoke-picked";
import type { Refreshed } from "./use-refreshed";
import type { ShowView } from "./use-users-view";
import { usersViewHref } from "./users-view-address";

interface Props {
  figures: Refreshed<ActiveUsers>;
  view: UsersView;
  show: ShowView;
  ownSessionId: string;
}

const NONE: ReadonlySet<string> = new Set();

/** Who is here now, newest first. */
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

  const [picked, setPicked] = useState<ReadonlySet<string>>(NONE);
  const chosen = open.rows.filter(({ sessionId }) => picked.has(sessionId)); // what has ended meanwhile is none of them
  const pickSession = useCallback((sessionId: string, on: boolean) => {
    setPicked(
      (before) => new Set(on ? [...before, sessionId] : [...before].filter((id) => id !== sessionId)),
    );
  }, []);

  function pick(openPage: number) {
    show(pageOf(openPage));
    top.current?.scrollIntoView();
  }
  return (
    <div ref={top}>
      <Section id="open" title={t("title")} total={format.number(open.total)}>
        <PagedList
          name={t("title")}
          list={open}
          hrefOf={(openPage) => usersViewHref(pageOf(openPage))}
          onPick={pick}
          empty={<EmptyState title={t("empty")}>{t("emptyHelp")}</EmptyState>}
        >
          <OpenSessionsTable
            rows={open.rows}
            shownFor={address}
            ownSessionId={ownSessionId}
            picked={picked}
            pick={pickSession}
            busy={loading && open.page !== view.openPage}
          />
        </PagedList>
        {chosen.length > 0 && <RevokePicked rows={chosen} clear={() => setPicked(NONE)} />}
      </Section>
    </div>
  );
}
