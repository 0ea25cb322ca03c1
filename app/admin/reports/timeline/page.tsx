import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { LiveTimeline } from "@/components/reports/timeline/live-timeline";
import { PastTimeline } from "@/components/reports/timeline/past-timeline";
import { orUnavailable, requirePageAdmin } from "@/lib/auth/session/guards";
import { formatDay } from "@/lib/i18n/format-instant";
import { readTimeline } from "@/lib/reports/timeline/read-timeline";
import { readTimelineView } from "@/lib/reports/timeline/timeline-view";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations("timeline");
  const { day } = readTimelineView(await searchParams);
  return { title: day ? t("titleOf", { day: formatDay(day) }) : t("title") };
}

/** The timeline of a day: the sessions of each user. Only today's timeline refreshes. */
export default async function TimelinePage({ searchParams }: Props) {
  const admin = await requirePageAdmin();
  const view = readTimelineView(await searchParams);
  const timeline = await orUnavailable(readTimeline(admin, view));
  const { columns, freshness, reportLinks, presence, roles, sessions, timeline: words } = await getMessages();
  const messages = { columns, freshness, reportLinks, presence, roles, sessions, timeline: words };
  return (
    <NextIntlClientProvider messages={messages}>
      {timeline.day === timeline.today ? (
        <LiveTimeline initial={timeline} initialView={view} />
      ) : (
        <PastTimeline timeline={timeline} />
      )}
    </NextIntlClientProvider>
  );
}
