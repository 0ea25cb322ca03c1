import type { Metadata } from "next";
import { NextIntlClientProvider, useTranslations } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { SessionEvents } from "@/components/activity/session-events";
import { ExportMenu } from "@/components/exports/export-menu";
import { menuWords } from "@/components/exports/menu-words";
import { ClockProvider } from "@/components/live/clock-provider";
import { ReportLinks } from "@/components/reports/report-links";
import { HistoryDays } from "@/components/sessions/history/history-days";
import { HistoryNotices } from "@/components/sessions/history/history-notices";
import { HistoryPages } from "@/components/sessions/history/history-pages";
import { HistoryTable } from "@/components/sessions/history/history-table";
import { HistoryToolbar } from "@/components/sessions/history/history-toolbar";
import { HistoryTotal } from "@/components/sessions/history/history-total";
import { SessionSheet } from "@/components/sessions/history/session-sheet";
import { RevocationOnPage } from "@/components/sessions/revocation/revocation-on-page";
import { AsOf } from "@/components/ui/as-of";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { orUnavailable, requirePageAdmin } from "@/lib/auth/session/guards";
import { dayOf } from "@/lib/calendar/zone-days";
import { env } from "@/lib/env";
import { historyHref } from "@/lib/paths/history";
import { viewReader } from "@/lib/read-view";
import { findSession } from "@/lib/sessions/history/find-session";
import {
  type HistoryView,
  isHistoryNarrowed,
  type HistoryPage as ListedHistory,
  MAX_COUNTED_SESSIONS,
} from "@/lib/sessions/history/history-view";
import { readHistoryView } from "@/lib/sessions/history/history-view-query";
import { listHistory } from "@/lib/sessions/history/list-history";
import { readId } from "@/lib/unique-ids";
import { findAccountById } from "@/lib/users/find-account";

const MAX_TYPED_ADDRESS = 50;

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The session whose sheet is open, and the typed address filter, which may be invalid. */
const BESIDE: { session: string | null; address: string } = { session: null, address: "" };
const readBeside = viewReader(BESIDE, {
  session: readId,
  address: (text) => (text.trim().length <= MAX_TYPED_ADDRESS ? text.trim() : null),
});

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("historyList");
  return { title: t("title") };
}

/** The history of all sessions, newest first by default, with the details of one session in a sheet. */
export default async function HistoryPage({ searchParams }: Props) {
  const admin = await requirePageAdmin();
  const query = await searchParams;
  const view = readHistoryView(query);
  const { session: openId, address: typedAddress } = readBeside(query);
  const [list, found, person] = await orUnavailable(
    Promise.all([
      listHistory(admin, view),
      openId && findSession(admin, openId),
      view.user ? findAccountById(admin, view.user) : null,
    ]),
  );
  const t = await getTranslations("historyList");
  const { exports, historyList, revocation, roles, sessions } = await getMessages();
  return (
    <NextIntlClientProvider
      messages={{ exports: menuWords(exports), historyList, revocation, roles, sessions }}
    >
      <RevocationOnPage>
        <ClockProvider generatedAt={list.generatedAt}>
          <HistoryHead list={list} view={view} />
          <ReportLinks current="sessions" asked={view} />
          <HistoryDays view={view} today={dayOf(new Date(list.generatedAt), env().timeZone)} />
          <HistoryToolbar view={view} typedAddress={typedAddress} />
          <HistoryNotices view={view} typedAddress={typedAddress} person={person} />
          <HistoryRows list={list} view={view} ownSessionId={admin.sessionId} />
          {found && (
            <SessionSheet key={openId} session={found.session} closeHref={historyHref(view)}>
              <h3 className="mt-6 font-medium">{t("events")}</h3>
              <SessionEvents events={found.events} owner={found.session.name} />
            </SessionSheet>
          )}
        </ClockProvider>
      </RevocationOnPage>
    </NextIntlClientProvider>
  );
}

interface ListProps {
  list: ListedHistory;
  view: HistoryView;
}

/** The title of the page, with the time of its data and the export of the filtered sessions. */
function HistoryHead({ list, view }: ListProps) {
  const t = useTranslations("historyList");
  const { q, user, role, from, to, address, browser, system, state } = view;
  return (
    <PageHead title={t("title")} className="gap-y-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <AsOf at={list.generatedAt} path={historyHref(view)} />
        <ExportMenu
          action="/api/admin/exports/sessions"
          filters={{ q, user, role, from, to, address, browser, system, state }}
          rows={list.total < MAX_COUNTED_SESSIONS ? list.total : undefined}
        />
      </div>
    </PageHead>
  );
}

/** The sessions of a page, or an explanation when there are none. */
function HistoryRows({ list, view, ownSessionId }: ListProps & { ownSessionId: string }) {
  const t = useTranslations("historyList");
  if (list.rows.length === 0) {
    const narrowed = isHistoryNarrowed(view);
    return (
      <EmptyState title={narrowed ? t("noMatch") : t("empty")}>
        {narrowed ? t("noMatchHelp") : t("emptyHelp")}
      </EmptyState>
    );
  }
  return (
    <>
      <HistoryTotal total={list.total} />
      <HistoryTable rows={list.rows} view={view} ownSessionId={ownSessionId} />
      <HistoryPages page={list} view={view} />
    </>
  );
}
