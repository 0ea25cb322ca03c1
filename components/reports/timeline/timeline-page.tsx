"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ReportLinks } from "@/components/reports/report-links";
import { nextZoom } from "@/components/reports/timeline/drawing/drawn-window";
import { TimelineDrawing } from "@/components/reports/timeline/drawing/timeline-drawing";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import type { ShowView } from "@/components/ui/use-address-view";
import { timelineHref } from "@/lib/paths/timeline";
import type { Timeline } from "@/lib/reports/timeline/timeline";
import type { TimelineView } from "@/lib/reports/timeline/timeline-view";
import { daysBeside } from "./day-links";
import { wordsOfDay } from "./day-words";
import { TimelineKeysSwitch } from "./timeline-keys-switch";
import { TimelineLegend } from "./timeline-legend";
import { TimelineNotes } from "./timeline-notes";
import { TimelineOutages } from "./timeline-outages";
import { TimelineTable } from "./timeline-table";
import { TimelineToolbar } from "./timeline-toolbar";
import { TimelineZoom } from "./timeline-zoom";
import { useKeysSwitch } from "./use-keys-switch";
import { useTimelineKeys } from "./use-timeline-keys";

interface Props {
  timeline: Timeline;
  view: TimelineView;
  show: ShowView<TimelineView>;
  /** The time of the figures. */
  freshness: ReactNode;
  /** The reason why they could not be refreshed. */
  notice?: ReactNode;
}

/**
 * The page of one day, with a line of connections for each user. Works without scripts, by links and a form.
 */
export function TimelinePage({ timeline, view, show, freshness, notice }: Props) {
  const t = useTranslations("timeline");
  const { weekday, digits } = wordsOfDay(timeline.day);
  const [keysOn, turnKeys] = useKeysSwitch();
  useDayKeys(timeline, view, show, keysOn);
  return (
    <>
      <PageHead
        title={
          <span className="tabular-nums">
            {t("heading", { weekday: t(`weekdays.${weekday}`), day: digits })}
          </span>
        }
      >
        {freshness}
      </PageHead>
      <ReportLinks current="timeline" asked={{ from: view.day, to: view.day, role: view.role }} />
      {notice}
      <TimelineToolbar timeline={timeline} view={view} />
      <TimelineZoom timeline={timeline} view={view} show={show} />
      <TimelineNotes timeline={timeline} />
      <TimelineOutages timeline={timeline} view={view} show={show} />
      <Lines timeline={timeline} view={view} />
      <TimelineKeysSwitch on={keysOn} turn={turnKeys} />
    </>
  );
}

function Lines({ timeline, view }: Pick<Props, "timeline" | "view">) {
  const t = useTranslations("timeline");
  if (timeline.lines.length === 0) {
    const why = view.all ? "emptyPeople" : view.role ? "emptyRole" : "empty";
    return (
      <div className="mt-4">
        <EmptyState title={t(why === "empty" && timeline.day === timeline.today ? "emptyToday" : why)}>
          {t("emptyHelp")}
        </EmptyState>
      </div>
    );
  }
  if (view.view === "table") return <TimelineTable timeline={timeline} />;
  return (
    <>
      <p className="sr-only">{t("drawingHelp")}</p>
      <TimelineLegend today={timeline.day === timeline.today} />
      <TimelineDrawing timeline={timeline} view={view} />
    </>
  );
}

/** Binds the keys of the page: arrows change the day, `t` shows today, `+` and `-` zoom. */
function useDayKeys(
  { day, today }: Timeline,
  view: TimelineView,
  show: ShowView<TimelineView>,
  on: boolean,
): void {
  const router = useRouter();
  const { previous, next } = daysBeside(day, today);
  const goTo = (to: string | null) => () =>
    router.push(timelineHref({ ...view, day: to === today ? null : to }), { scroll: false });
  const zoomTo = (by: 1 | -1) => {
    const zoom = view.view === "drawing" ? nextZoom(view, by) : null;
    return zoom ? () => show({ ...view, zoom }) : undefined;
  };
  const acts = {
    ArrowLeft: previous ? goTo(previous) : undefined,
    ArrowRight: next ? goTo(next) : undefined,
    t: goTo(null),
    "+": zoomTo(1),
    "-": zoomTo(-1),
  };
  useTimelineKeys(on ? acts : {});
}
