import Link from "next/link";
import { useTranslations } from "next-intl";
import { addDays } from "@/lib/calendar/zone-days";
import { changedHref } from "@/lib/paths/history";
import type { HistoryView } from "@/lib/sessions/history/history-view";

interface Props {
  view: HistoryView;
  /** Today in the organisation's time zone, `2025-11-11`. */
  today: string;
}

/** Links to common periods: today, yesterday, the last seven days and this month. */
export function HistoryDays({ view, today }: Props) {
  const t = useTranslations("historyList.days");
  const yesterday = addDays(today, -1);
  const spans = [
    { name: t("today"), from: today, to: today },
    { name: t("yesterday"), from: yesterday, to: yesterday },
    { name: t("week"), from: addDays(today, -6), to: today },
    { name: t("month"), from: `${today.slice(0, "0000-00".length)}-01`, to: today },
  ];
  return (
    <ul className="mt-3 mb-2 flex flex-wrap gap-x-4 print:hidden" aria-label={t("label")}>
      {spans.map(({ name, from, to }) => (
        <li key={name}>
          <Link
            href={changedHref(view, { from, to })}
            prefetch={false}
            scroll={false}
            aria-current={view.from === from && view.to === to ? "true" : undefined}
            className="inline-flex min-h-11 items-center text-muted hover:text-ink hover:underline lg:min-h-8 aria-[current]:font-medium aria-[current]:text-accent"
          >
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
