"use client";
import { ClockProvider } from "@/components/live/clock-provider";
import { Freshness } from "@/components/live/freshness";
import { RefreshNotice } from "@/components/live/refresh-notice";
import { useRefreshed } from "@/components/live/use-refreshed";
import { useAddressView } from "@/components/ui/use-address-view";
import { toSearchParams } from "@/lib/paths/query-string";
import { timelineHref, timelineJson } from "@/lib/paths/timeline";
import type { Timeline } from "@/lib/reports/timeline/timeline";
import {
  DEFAULT_TIMELINE_VIEW,
  readTimelineView,
  type TimelineView,
} from "@/lib/reports/timeline/timeline-view";
import { TimelinePage } from "./timeline-page";

/**
 * Maximum number of lines with which the page refreshes at every change. A larger answer is fetched only
 * every 30 s.
 */
const LISTENING_LINES = 100;

interface Props {
  initial: Timeline;
  /** The view that `initial` shows. */
  initialView: TimelineView;
}

/**
 * The timeline of today. The server renders it, then it refreshes. Without scripts it is complete, but does
 * not refresh.
 */
export function LiveTimeline({ initial, initialView }: Props) {
  const [view, show] = useAddressView(readTimelineView, timelineHref);
  const { data, failure, refresh, mode, pause } = useRefreshed(
    timelineJson(view),
    initial,
    timelineJson(initialView),
    { listening: initial.lines.length <= LISTENING_LINES },
  );
  const old = failure !== null;
  return (
    <ClockProvider generatedAt={data.generatedAt} stopped={old || mode === "paused"}>
      <div data-old={old || undefined}>
        <TimelinePage
          timeline={data}
          view={view}
          show={show}
          freshness={
            <Freshness
              generatedAt={data.generatedAt}
              failing={old}
              query={toSearchParams(view, DEFAULT_TIMELINE_VIEW)}
              refresh={refresh}
              mode={mode}
              pause={pause}
            />
          }
          notice={<RefreshNotice failure={failure} generatedAt={data.generatedAt} retry={refresh} />}
        />
      </div>
    </ClockProvider>
  );
}
