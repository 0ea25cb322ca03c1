"use client";
import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { nextMiddle, nextZoom } from "@/components/reports/timeline/drawing/drawn-window";
import { handleInClient } from "@/components/ui/client-navigation";
import type { ShowView } from "@/components/ui/use-address-view";
import { timelineHref } from "@/lib/paths/timeline";
import type { Timeline } from "@/lib/reports/timeline/timeline";
import { type TimelineView, ZOOMS } from "@/lib/reports/timeline/timeline-view";

interface Props {
  timeline: Timeline;
  view: TimelineView;
  show: ShowView<TimelineView>;
}

const ICON = { "aria-hidden": true, className: "size-4" } as const;

/** Links that select the drawn part of the day, or the table instead. With scripts they act in place. */
export function TimelineZoom({ timeline, view, show }: Props) {
  const t = useTranslations("timeline");
  const linkTo = (to: TimelineView) => ({ href: timelineHref(to), onClick: handleInClient(() => show(to)) });
  const [larger, smaller] = [nextZoom(view, 1), nextZoom(view, -1)];
  const [earlier, later] = [nextMiddle(timeline, view, -1), nextMiddle(timeline, view, 1)];
  return (
    <div className="timeline-zoom print:hidden">
      {view.view === "drawing" && (
        <nav aria-label={t("zoom")}>
          {ZOOMS.map((zoom) => (
            <a
              key={zoom}
              {...linkTo({ ...view, zoom })}
              aria-current={zoom === view.zoom ? "true" : undefined}
              className="timeline-choice"
            >
              {t(`zooms.${zoom}`)}
            </a>
          ))}
          <Step label={t("zoomOut")} link={smaller && linkTo({ ...view, zoom: smaller })}>
            <ZoomOut {...ICON} />
          </Step>
          <Step label={t("zoomIn")} link={larger && linkTo({ ...view, zoom: larger })}>
            <ZoomIn {...ICON} />
          </Step>
          <Step label={t("earlier")} link={earlier !== null && linkTo({ ...view, at: earlier })}>
            <ChevronLeft {...ICON} />
          </Step>
          <Step label={t("later")} link={later !== null && linkTo({ ...view, at: later })}>
            <ChevronRight {...ICON} />
          </Step>
        </nav>
      )}
      <nav aria-label={t("as")}>
        {(["drawing", "table"] as const).map((as) => (
          <a
            key={as}
            {...linkTo({ ...view, view: as })}
            aria-current={as === view.view ? "true" : undefined}
            className="timeline-choice"
          >
            {t(as)}
          </a>
        ))}
      </nav>
    </div>
  );
}

interface StepProps {
  label: string;
  /** Null or false when there is nothing in that direction. */
  link: { href: string; onClick: ReturnType<typeof handleInClient> } | null | false;
  children: ReactNode;
}

function Step({ label, link, children }: StepProps) {
  // The element stays the same without a target, so that it keeps the focus.
  const nowhere = { role: "link", "aria-disabled": true, tabIndex: -1 } as const;
  return (
    <a {...(link || nowhere)} title={label} className="timeline-step aria-disabled:opacity-35">
      {children}
      <span className="sr-only">{label}</span>
    </a>
  );
}
