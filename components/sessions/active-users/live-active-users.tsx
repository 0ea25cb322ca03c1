"use client";
import { useTranslations } from "next-intl";
import { ClockProvider } from "@/components/live/clock-provider";
import { Freshness } from "@/components/live/freshness";
import { RefreshNotice } from "@/components/live/refresh-notice";
import { useRefreshed } from "@/components/live/use-refreshed";
import { RevocationProvider } from "@/components/sessions/revocation/revocation-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { useAddressView } from "@/components/ui/use-address-view";
import { usersViewHref, usersViewJson } from "@/lib/paths/active-users";
import { historyHref } from "@/lib/paths/history";
import { toSearchParams } from "@/lib/paths/query-string";
import { DEFAULT_USERS_VIEW, readUsersView, type UsersView } from "@/lib/sessions/active-users/users-view";
import { DEFAULT_HISTORY_VIEW } from "@/lib/sessions/history/history-view";
import type { ActiveUsers } from "@/lib/sessions/session-row";
import { EndingsTable } from "./endings-table";
import { HeadlineFigures } from "./headline-figures";
import { OpenSessionsSection } from "./open-sessions-section";
import { UsersSection } from "./users-section";

const LATEST_ENDINGS = historyHref({ ...DEFAULT_HISTORY_VIEW, state: "ended", sort: "-logout" });

interface Props {
  initial: ActiveUsers;
  /** The view that `initial` shows. After a return to this page, the address may hold another view. */
  initialView: UsersView;
  /** The viewer and the viewer's session, which cannot be revoked on this page. */
  own: { userId: string; sessionId: string };
}

/**
 * The page of connected users. The server renders it, then it refreshes. Without scripts it is complete, but
 * its times do not move on.
 */
export function LiveActiveUsers({ initial, initialView, own }: Props) {
  const t = useTranslations("activeUsers");
  const [view, show] = useAddressView(readUsersView, usersViewHref);
  const figures = useRefreshed(usersViewJson(view), initial, usersViewJson(initialView));
  const { data, failure, refresh, mode, pause } = figures;
  const { generatedAt, counts, recent } = data;
  const old = failure !== null;

  return (
    <ClockProvider generatedAt={generatedAt} stopped={old || mode === "paused"}>
      <RevocationProvider onAttempted={refresh}>
        <div data-old={old || undefined}>
          <PageHead title={t("title")}>
            <Freshness
              generatedAt={generatedAt}
              failing={old}
              query={toSearchParams(view, DEFAULT_USERS_VIEW)}
              refresh={refresh}
              mode={mode}
              pause={pause}
            />
          </PageHead>
          <RefreshNotice failure={failure} generatedAt={generatedAt} retry={refresh} />
          <HeadlineFigures counts={counts} view={view} show={show} />
          <div className="active-users">
            <UsersSection figures={figures} view={view} show={show} ownUserId={own.userId} />
            <div className="active-users-rest min-w-0">
              <OpenSessionsSection figures={figures} view={view} show={show} ownSessionId={own.sessionId} />
              <Section id="recent" title={t("recent.title")}>
                {recent.rows.length > 0 ? (
                  <>
                    <EndingsTable rows={recent.rows} />
                    <TextLink href={LATEST_ENDINGS} prefetch={false} className="mt-1 print:hidden">
                      {t("recent.all")}
                    </TextLink>
                  </>
                ) : (
                  <EmptyState title={t("recent.empty")}>{t("recent.emptyHelp")}</EmptyState>
                )}
              </Section>
            </div>
          </div>
        </div>
      </RevocationProvider>
    </ClockProvider>
  );
}
