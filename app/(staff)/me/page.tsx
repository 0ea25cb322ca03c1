import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageNumber } from "@/app/page-number";
import { HistoryList } from "@/components/sessions/history-list";
import { AsOf } from "@/components/ui/as-of";
import { Section } from "@/components/ui/section";
import { orUnavailable, requirePageViewer } from "@/lib/auth/guards";
import { listSessionsOf } from "@/lib/sessions/queries";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("me");
  return { title: t("title") };
}

/** My own sessions, and what is kept about me. */
export default async function MePage({ searchParams }: Props) {
  const viewer = await requirePageViewer();
  const history = await orUnavailable(
    listSessionsOf(viewer, viewer.userId, { page: PageNumber.parse((await searchParams).page) }),
  );
  const t = await getTranslations("me");
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h1 className="text-xl font-semibold tracking-tight">{t("title")}</h1>
        <AsOf at={history.generatedAt} />
      </div>
      <HistoryList caption={t("caption")} list={history} path="/me" ownSessionId={viewer.sessionId} />
      <Section id="record" title={t("recordTitle")}>
        <p className="max-w-prose text-muted">
          {t("record")} {t("recordLimits")} {t("recordReaders")} {t("recordRetention")}
        </p>
      </Section>
    </>
  );
}
