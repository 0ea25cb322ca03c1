import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { z } from "zod";
import { AccountForms } from "@/components/account/account-forms";
import { ExportMenu } from "@/components/exports/export-menu";
import { menuWords } from "@/components/exports/menu-words";
import { OwnTimeline } from "@/components/reports/timeline/own-timeline";
import { UserSessions } from "@/components/sessions/history/user-sessions";
import { AsOf } from "@/components/ui/as-of";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { findAccountNotice } from "@/lib/accounts/account-notice";
import { orUnavailable, requirePageViewer } from "@/lib/auth/session/guards";
import { env } from "@/lib/env";
import { ownDayHref } from "@/lib/paths/me";
import { readPage } from "@/lib/paths/query-string";
import { readOwnTimeline } from "@/lib/reports/timeline/read-timeline";
import { readTimelineView } from "@/lib/reports/timeline/timeline-view";
import { readUserHistory } from "@/lib/sessions/active-users/read-active-users";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("me");
  return { title: t("title") };
}

const text = z.string().optional().catch(undefined);
const Refused = z.object({ form: text, error: text });

/** The page of the signed-in user: own sessions, own day, account forms, and the data that is kept. */
export default async function MePage({ searchParams }: Props) {
  const viewer = await requirePageViewer();
  const query = await searchParams;
  const history = await orUnavailable(readUserHistory(viewer, viewer.userId, { page: readPage(query).page }));
  const timeline = await orUnavailable(readOwnTimeline(viewer, readTimelineView(query).day));
  const t = await getTranslations("me");
  const timelineText = await getTranslations("timeline");
  const { exports, password } = await getMessages();
  const done = await findAccountNotice();
  return (
    <>
      <PageHead title={t("title")}>
        <AsOf at={history.generatedAt} />
      </PageHead>
      {done && (
        <Notice tone="success" within="page" role="status" className="mt-4">
          {t(`done.${done.notice}`, { ended: done.ended })}
        </Notice>
      )}
      <UserSessions
        caption={t("caption")}
        list={history}
        path="/me"
        ownSessionId={viewer.sessionId}
        actions={
          <NextIntlClientProvider messages={{ exports: menuWords(exports) }}>
            <ExportMenu action="/api/me/export" filters={{}} rows={history.total} />
          </NextIntlClientProvider>
        }
      />
      <Section id="day" title={timelineText("ownTitle")}>
        <OwnTimeline timeline={timeline} hrefOf={(day) => ownDayHref(history.page, day)} />
      </Section>
      <Section id="account" title={t("accountTitle")}>
        <NextIntlClientProvider messages={{ password }}>
          <AccountForms username={viewer.username} refused={Refused.parse(query)} />
        </NextIntlClientProvider>
      </Section>
      <Section id="record" title={t("recordTitle")}>
        <p className="max-w-prose text-muted">
          {t("record")} {t("recordLimits")} {t("recordReaders")}{" "}
          {t("recordRetention", { days: env().retentionDays })}
        </p>
      </Section>
    </>
  );
}
