import { useTranslations } from "next-intl";
import { PageLink } from "@/components/ui/page-link";
import { type HistoryPage, type HistoryView, MAX_COUNTED_SESSIONS } from "@/lib/sessions/history-view";
import { changedHref, historyHref } from "./history-address";

/** How many sessions there are, and the pages beside this one. */
export function HistoryPages({ page, view }: { page: HistoryPage; view: HistoryView }) {
  const t = useTranslations("historyList");
  const { total, before, after } = page;
  return (
    <div className="mt-2 flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
      <p className="text-muted tabular-nums">
        {total >= MAX_COUNTED_SESSIONS ? t("orMore", { count: total }) : t("total", { count: total })}
      </p>
      {(before || after) && (
        <nav aria-label={t("pages")} className="flex items-center print:hidden">
          {before && <PageLink href={changedHref(view, {})}>{t("first")}</PageLink>}
          {before && (
            <PageLink href={historyHref({ ...view, before, after: null })}>{t("previous")}</PageLink>
          )}
          {after && <PageLink href={historyHref({ ...view, before: null, after })}>{t("next")}</PageLink>}
        </nav>
      )}
    </div>
  );
}
