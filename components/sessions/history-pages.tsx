import { useTranslations } from "next-intl";
import { PageLink } from "@/components/ui/page-link";
import { type HistoryPage, type HistoryView, MAX_COUNTED_SESSIONS } from "@/lib/sessions/history-view";
import { changedHref, historyHref } from "./history-address";

/** How many sessions there are, and the pages beside this one. */
export function HistoryPages({ page, view }: { page: HistoryPage; view: HistoryView }) {
  const t = useTranslations("historyList");
  const { rows, total, hasPrevious, hasNext } = page;
  const previous = historyHref({ ...view, after: null, before: rows[0]?.sessionId ?? null });
  const next = historyHref({ ...view, before: null, after: rows.at(-1)?.sessionId ?? null });
  return (
    <div className="mt-2 flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
      <p className="text-muted tabular-nums">
        {total >= MAX_COUNTED_SESSIONS ? t("orMore", { count: total }) : t("total", { count: total })}
      </p>
      {(hasPrevious || hasNext) && (
        <nav aria-label={t("pages")} className="flex items-center print:hidden">
          {hasPrevious && <PageLink href={changedHref(view, {})}>{t("first")}</PageLink>}
          {hasPrevious && <PageLink href={previous}>{t("previous")}</PageLink>}
          {hasNext && <PageLink href={next}>{t("next")}</PageLink>}
        </nav>
      )}
    </div>
  );
}
