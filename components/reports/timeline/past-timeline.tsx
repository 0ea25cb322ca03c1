"use client";
import { ClockProvider } from "@/components/live/clock-provider";
import { AsOf } from "@/components/ui/as-of";
import { timelineHref } from "@/lib/paths/timeline";
import type { Timeline } from "@/lib/reports/timeline/timeline";
import type { TimelineView } from "@/lib/reports/timeline/timeline-view";
import { TimelinePage } from "./timeline-page";
import { useTimelineView } from "./use-timeline-view";

/** A day that is over: it does not refresh by itself, and time stands still. */
export function PastTimeline({ timeline, drawn }: { timeline: Timeline; drawn: TimelineView }) {
  const [view, show] = useTimelineView(drawn);
  const { generatedAt } = timeline;
  return (
    <ClockProvider generatedAt={generatedAt} stopped>
      <TimelinePage
        timeline={timeline}
        view={view}
        show={show}
        freshness={<AsOf at={generatedAt} path={timelineHref(view)} />}
      />
    </ClockProvider>
  );
}
