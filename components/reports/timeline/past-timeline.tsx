"use client";
import { ClockProvider } from "@/components/live/clock-provider";
import { AsOf } from "@/components/ui/as-of";
import { useAddressView } from "@/components/ui/use-address-view";
import { timelineHref } from "@/lib/paths/timeline";
import type { Timeline } from "@/lib/reports/timeline/timeline";
import { readTimelineView } from "@/lib/reports/timeline/timeline-view";
import { TimelinePage } from "./timeline-page";

/** The timeline of a past day. It does not refresh, and its clock stands still. */
export function PastTimeline({ timeline }: { timeline: Timeline }) {
  const [view, show] = useAddressView(readTimelineView, timelineHref);
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
