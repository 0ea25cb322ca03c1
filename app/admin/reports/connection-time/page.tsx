import type { Metadata } from "next";
import { NextIntlClientProvider, useTranslations } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { ExportMenu } from "@/components/exports/export-menu";
import { menuWords } from "@/components/exports/menu-words";
import { ConnectionTimePeriods } from "@/components/reports/connection-time/connection-time-periods";
import { ConnectionTimeTable } from "@/components/reports/connection-time/connection-time-table";
import { ConnectionTimeToolbar } from "@/components/reports/connection-time/connection-time-toolbar";
import { WeekHeat } from "@/components/reports/connection-time/week-heat";
import { ReportLinks } from "@/components/reports/report-links";
import { AsOf } from "@/components/ui/as-of";
import { EmptyState } from "@/components/ui/empty-state";
import { PagedList } from "@/components/ui/list/paged-list";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { orUnavailable, requirePageAdmin } from "@/lib/auth/session/guards";
import { formatDuration } from "@/lib/i18n/format-duration";
import { formatDay } from "@/lib/i18n/format-instant";
import { connectionTimeHref } from "@/lib/paths/connection-time";
import {
  type ConnectionTime,
  type ConnectionTimeView,
  MAX_DAYS,
} from "@/lib/reports/connection-time/connection-time";
import { readConnectionTimeView } from "@/lib/reports/connection-time/connection-time-query";
import { readConnectionTime } from "@/lib/reports/connection-time/read-connection-time";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("connectionTime");
  return { title: t("title") };
}

/** The report of connection time: how long, in which hours of the week, and the limits of these figures. */
export default async function ConnectionTimePage({ searchParams }: Props) {
  const admin = await requirePageAdmin();
  const view = readConnectionTimeView(await searchParams);
  const report = await orUnavailable(readConnectionTime(admin, view));
  const { period, today, rows, totals, heat } = report;
  const t = await getTranslations("connectionTime");
  const { connectionTime, exports, roles } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ connectionTime, exports: menuWords(exports), roles }}>
      <ReportHead report={report} view={view} />
      <ReportLinks current="connectionTime" asked={view} />
      <ConnectionTimePeriods view={view} period={period} today={today} />
      <ConnectionTimeToolbar view={view} period={period} today={today} />
      <ReportScope report={report} view={view} />
      <PagedList
        name={t("title")}
        list={{ ...report, total: totals.rows }}
        hrefOf={(page) => connectionTimeHref(view, { page })}
        empty={<EmptyState title={t("empty")}>{t("emptyHelp")}</EmptyState>}
      >
        <ConnectionTimeTable rows={rows} view={view} period={period} />
      </PagedList>
      <Section id="week" title={t("heat.title")}>
        <p className="mb-2 max-w-prose text-muted">{t("heat.help")}</p>
        <WeekHeat heat={heat} />
      </Section>
      <Section id="unknown" title={t("unknownTitle")}>
        <p className="max-w-prose text-muted">{t("unknown")}</p>
      </Section>
    </NextIntlClientProvider>
  );
}

interface ReportProps {
  report: ConnectionTime;
  view: ConnectionTimeView;
}

/** The title of the page, with the time of its data and the export of the report. */
function ReportHead({ report: { generatedAt, period, totals }, view }: ReportProps) {
  const t = useTranslations("connectionTime");
  const { from, to } = period;
  const { per, of, role, user, q } = view;
  return (
    <PageHead title={t("title")} className="gap-y-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <AsOf at={generatedAt} path={connectionTimeHref(view, { page: view.page })} />
        <ExportMenu
          action="/api/admin/exports/connection-time"
          filters={{ from, to, per, of, role, user, q }}
          rows={totals.rows}
        />
      </div>
    </PageHead>
  );
}

/** The user and the period of the report, with its totals. */
function ReportScope({ report: { period, person, totals }, view }: ReportProps) {
  const t = useTranslations("connectionTime");
  const { from, to, shortened } = period;
  return (
    <>
      {view.user && (
        <p className="mb-3 flex flex-wrap items-center gap-x-3">
          <span>{t("ofPerson", { name: person?.name ?? t("nobody") })}</span>
          <TextLink href={connectionTimeHref(view, { user: null })}>{t("ofEverybody")}</TextLink>
        </p>
      )}
      {shortened && (
        <Notice tone="caution" within="page" className="mb-3">
          {t("shortened", { days: MAX_DAYS[view.per], from: formatDay(from) })}
        </Notice>
      )}
      <p className="mb-3 tabular-nums">
        {t("totals", {
          from: formatDay(from),
          to: formatDay(to),
          people: totals.people,
          sessions: totals.sessions,
          time: `${totals.approximate ? "≈ " : ""}${formatDuration(totals.totalMs)}`,
        })}
      </p>
    </>
  );
}
