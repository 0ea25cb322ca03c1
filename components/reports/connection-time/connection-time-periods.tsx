import Link from "next/link";
import { useTranslations } from "next-intl";
import { addDays } from "@/lib/calendar/zone-days";
import { connectionTimeHref } from "@/lib/paths/connection-time";
import type { ConnectionTimeView } from "@/lib/reports/connection-time/connection-time";

interface Props {
  view: ConnectionTimeView;
  period: { from: string; to: string };
  /** Today in the organisation's time zone, `2025-11-11`. */
  today: string;
}

/** Links to common periods: the current and the previous day, week and month. */
export function ConnectionTimePeriods({ view, period, today }: Props) {
  const t = useTranslations("connectionTime.periods");
  return (
    <ul className="mt-3 mb-2 flex flex-wrap gap-x-4 print:hidden" aria-label={t("label")}>
      {periodsAt(today).map(({ name, from, to }) => (
        <li key={name}>
          <Link
            href={connectionTimeHref(view, { from, to })}
            prefetch={false}
            scroll={false}
            aria-current={period.from === from && period.to === to ? "true" : undefined}
            className="inline-flex min-h-11 items-center text-muted hover:text-ink hover:underline lg:min-h-8 aria-[current]:font-medium aria-[current]:text-accent"
          >
            {t(name)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Weeks begin on Monday. */
function periodsAt(today: string) {
  const monday = addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
  const first = firstOf(today);
  const lastMonth = addDays(first, -1);
  return [
    { name: "today", from: today, to: today },
    { name: "yesterday", from: addDays(today, -1), to: addDays(today, -1) },
    { name: "thisWeek", from: monday, to: today },
    { name: "lastWeek", from: addDays(monday, -7), to: addDays(monday, -1) },
    { name: "thisMonth", from: first, to: today },
    { name: "lastMonth", from: firstOf(lastMonth), to: lastMonth },
  ] as const;
}

function firstOf(day: string): string {
  return `${day.slice(0, "0000-00".length)}-01`;
}
