"use client";
import { useTranslations } from "next-intl";
import { Freshness } from "@/components/live/freshness";
import { RefreshNotice } from "@/components/live/refresh-notice";
import { useRefreshed } from "@/components/live/use-refreshed";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import type { Dashboard } from "@/lib/reports/dashboard/dashboard";
import { DashboardFigures } from "./dashboard-figures";
import { LastDay } from "./last-day";
import { LatestEndings } from "./latest-endings";

/** The dashboard as the server drew it, kept up to date. Whole without a script; then it stands still. */
export function LiveDashboard({ initial }: { initial: Dashboard }) {
  const t = useTranslations("dashboard");
  const { data, failure, refresh, mode, pause } = useRefreshed("/api/admin/dashboard", initial);
  const { generatedAt, recent } = data;
  const old = failure !== null;

  return (
    <div data-old={old || undefined}>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h1 className="text-xl font-semibold tracking-tight">{t("title")}</h1>
        <Freshness generatedAt={generatedAt} failing={old} refresh={refresh} mode={mode} pause={pause} />
      </div>
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
