import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { addDays, isDay } from "@/lib/calendar/zone-days";

interface Props {
  day: string;
  today: string;
  /** Returns the address of a day; null: today. */
  hrefOf: (day: string | null) => string;
  /** Content between the arrows. */
  children: ReactNode;
}

/**
 * Returns the days before and after a day. `next` is null when it lies after today, `previous` when it lies
 * before the year 2000.
 */
export function daysBeside(day: string, today: string): { previous: string | null; next: string | null } {
  const [previous, next] = [addDays(day, -1), addDays(day, 1)];
  return { previous: isDay(previous) ? previous : null, next: next <= today ? next : null };
}

/** Links to the days before and after a day, and to today. */
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

/** An arrow to a day. Without a day it keeps its place, but is not a link. */
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
