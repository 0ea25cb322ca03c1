import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { addDays, isDay } from "@/lib/calendar/zone-days";

interface Props {
  day: string;
  today: string;
  /** Null: today. */
  hrefOf: (day: string | null) => string;
  /** Stands between the arrows. */
  children: ReactNode;
}

/** The days before and after; there is nothing after today. */
export function daysBeside(day: string, today: string): { previous: string | null; next: string | null } {
  const [previous, next] = [addDays(day, -1), addDays(day, 1)];
  return { previous: isDay(previous) ? previous : null, next: next <= today ? next : null };
}

/** From a day to the days beside it. */
export function DayLinks({ day, today, hrefOf, children }: Props) {
  const t = useTranslations("timeline");
  const { previous, next } = daysBeside(day, today);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <DayLink href={previous && hrefOf(previous)} label={t("previousDay")}>
        <ChevronLeft aria-hidden="true" className="size-4" />
      </DayLink>
      {children}
      <DayLink href={next && hrefOf(next === today ? null : next)} label={t("nextDay")}>
        <ChevronRight aria-hidden="true" className="size-4" />
      </DayLink>
      {day !== today && (
        <Link href={hrefOf(null)} prefetch={false} scroll={false} className="timeline-step px-3">
          {t("today")}
        </Link>
      )}
    </div>
  );
}

/** Where there is no such day its place stays. */
function DayLink({ href, label, children }: { href: string | null; label: string; children: ReactNode }) {
  if (!href)
    return (
      <span aria-hidden="true" className="timeline-step opacity-35">
        {children}
      </span>
    );
  return (
    <Link
      href={href}
      prefetch={false}
      scroll={false}
      aria-label={label}
      title={label}
      className="timeline-step"
    >
      {children}
    </Link>
  );
}
