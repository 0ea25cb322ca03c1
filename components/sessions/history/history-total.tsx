import { useTranslations } from "next-intl";
import { MAX_COUNTED_SESSIONS } from "@/lib/sessions/history/history-view";

/** The number of sessions on all pages, counted up to `MAX_COUNTED_SESSIONS`. */
export function HistoryTotal({ total }: { total: number }) {
  const t = useTranslations("historyList");
  return (
    <p className="mb-2 text-muted tabular-nums">
      {t(total >= MAX_COUNTED_SESSIONS ? "orMore" : "total", { count: total })}
    </p>
  );
}
