import Link from "next/link";
import { useTranslations } from "next-intl";

const PLACES = {
  sessions: "/admin/sessions",
  timeline: "/admin/reports/timeline",
  connectionTime: "/admin/reports/connection-time",
} as const;

/** The three ways to look at what has been: every session, a day at a glance, and for how long people were connected. */
export function HistoryPlaces({ current }: { current: keyof typeof PLACES }) {
  const t = useTranslations("historyPlaces");
  return (
    <nav
      aria-label={t("label")}
      className="mt-3 flex gap-5 overflow-x-auto border-b border-line print:hidden"
    >
      {(["sessions", "timeline", "connectionTime"] as const).map((place) => (
        <Link
          key={place}
          href={PLACES[place]}
          prefetch={false}
          aria-current={place === current ? "page" : undefined}
          className="inline-flex h-11 shrink-0 items-center border-b-2 border-transparent text-muted hover:text-ink lg:h-9 aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {t(place)}
        </Link>
      ))}
    </nav>
  );
}
