import { useTranslations } from "next-intl";
import { PageLink } from "@/components/ui/list/page-link";
import { changedHref, historyHref } from "@/lib/paths/history";
import type { HistoryPage, HistoryView } from "@/lib/sessions/history/history-view";

/** Links to the first, previous and next page. */
export function HistoryPages({ page: { before, after }, view }: { page: HistoryPage; view: HistoryView }) {
  const t = useTranslations("historyList");
  if (!before && !after) return null;
  return (
    <nav aria-label={t("pages")} className="mt-2 flex items-center justify-end print:hidden">
      {before && (
        <>
          <PageLink toTop href={changedHref(view, {})}>
            {t("first")}
          </PageLink>
          <PageLink toTop href={historyHref({ ...view, before, after: null })}>
            {t("previous")}
          </PageLink>
        </>
      )}
      {after && (
        <PageLink toTop href={historyHref({ ...view, before: null, after })}>
          {t("next")}
        </PageLink>
      )}
    </nav>
  );
}
