"use client";
import { useFormatter, useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { PagedList } from "@/components/ui/paged-list";
import { Section } from "@/components/ui/section";
import type { ActiveUsers } from "@/lib/sessions/active-users";
import { activeUsersHref } from "./active-users-href";
import { ClockProvider } from "./clock-provider";
import { EndingsTable } from "./endings-table";
import { Freshness } from "./freshness";
import { HeadlineFigures } from "./headline-figures";
import { OpenSessionsTable } from "./open-sessions-table";
import { RefreshNotice } from "./refresh-notice";
import { useActiveUsers } from "./use-active-users";
import { UsersTable } from "./users-table";

/** The page as the server drew it, kept up to date. Whole without a script; then only time stands still. */
export function LiveActiveUsers({ initial }: { initial: ActiveUsers }) {
  const t = useTranslations("activeUsers");
  const { figures, failure, refresh } = useActiveUsers(initial);
  const { users, open, recent, counts, generatedAt } = figures;
  const pages = { page: users.page, openPage: open.page };
  const number = useFormatter().number;

  return (
    <ClockProvider generatedAt={generatedAt}>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h1 className="text-xl font-semibold tracking-tight">{t("title")}</h1>
        <Freshness generatedAt={generatedAt} query={pages} refresh={refresh} />
      </div>
      <RefreshNotice failure={failure} generatedAt={generatedAt} retry={refresh} />
      <HeadlineFigures counts={counts} />

      <Section id="users" title={t("users.title")} total={number(users.total)}>
        <PagedList
          name={t("users.title")}
          list={users}
          hrefOf={(page) => activeUsersHref({ ...pages, page })}
          empty={<EmptyState title={t("users.empty")}>{t("users.emptyHelp")}</EmptyState>}
        >
          <UsersTable rows={users.rows} />
        </PagedList>
      </Section>

      <Section id="open" title={t("open.title")} total={number(open.total)}>
        <PagedList
          name={t("open.title")}
          list={open}
          hrefOf={(openPage) => activeUsersHref({ ...pages, openPage })}
          empty={<EmptyState title={t("open.empty")}>{t("open.emptyHelp")}</EmptyState>}
        >
          <OpenSessionsTable rows={open.rows} />
        </PagedList>
      </Section>

      <Section id="recent" title={t("recent.title")}>
        {recent.rows.length > 0 ? (
          <EndingsTable rows={recent.rows} />
        ) : (
          <EmptyState title={t("recent.empty")}>{t("recent.emptyHelp")}</EmptyState>
        )}
      </Section>
    </ClockProvider>
  );
}
