"use client";
import { useTranslations } from "next-intl";
import { Freshness } from "@/components/live/freshness";
import { RefreshNotice } from "@/components/live/refresh-notice";
import { useRefreshed } from "@/components/live/use-refreshed";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import type { Dashboard } from "@/lib/reports/dashboard/dashboard";
import { DashboardFigures } from "./dashboard-figures";
import { LastDay } from "./last-day";
import { LatestEndings } from "./latest-endings";

/**
 * The dashboard. The server renders it, then it refreshes. Without scripts it is complete, but does not
 * refresh.
 */
export function LiveDashboard({ initial }: { initial: Dashboard }) {
  const t = useTranslations("dashboard");
  const { data, failure, refresh, mode, pause } = useRefreshed("/api/admin/dashboard", initial);
  const { generatedAt, recent } = data;
  const old = failure !== null;

  return (
    <div data-old={old || undefined}>
      <PageHead title={t("title")}>
        <Freshness generatedAt={generatedAt} failing={old} refresh={refresh} mode={mode} pause={pause} />
      </PageHead>
      <RefreshNotice failure={failure} generatedAt={generatedAt} retry={refresh} />
      <DashboardFigures dashboard={data} />

      <div className="dashboard-details">
        <Section id="last-day" title={t("lastDay.title")}>
          <LastDay dashboard={data} />
        </Section>
        <Section id="recent" title={t("recent.title")}>
          {recent.length > 0 ? (
            <LatestEndings rows={recent} />
          ) : (
            <EmptyState title={t("recent.empty")}>{t("recent.emptyHelp")}</EmptyState>
          )}
        </Section>
      </div>
    </div>
  );
}
