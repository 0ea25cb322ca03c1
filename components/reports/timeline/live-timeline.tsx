"use client";
import { ClockProvider } from "@/components/live/clock-provider";
import { Freshness } from "@/components/live/freshness";
import { RefreshNotice } from "@/components/live/refresh-notice";
import { useRefreshed } from "@/components/live/use-refreshed";
import { saidOf } from "@/lib/paths/query-string";
import { timelineJson } from "@/lib/paths/timeline";
import type { Timeline } from "@/lib/reports/timeline/timeline";
import { DEFAULT_TIMELINE_VIEW, type TimelineView } from "@/lib/reports/timeline/timeline-view";
import { TimelinePage } from "./timeline-page";
import { useTimelineView } from "./use-timeline-view";

/** With more the answer is too large to be asked for at every change. */
const LISTENING_LINES = 100;

interface Props {
  initial: Timeline;
  drawn: TimelineView;
}

/** Today as the server drew it, kept up to date. Whole without a script; then it stands still. */
export function LiveTimeline({ initial, drawn }: Props) {
  const [view, show] = useTimelineView(drawn);
  const address = timelineJson(view);
  const { data, failure, refresh, mode, pause } = useRefreshed(address, initial, address, {
    listening: initial.lines.length <= LISTENING_LINES,
  });
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
              query={saidOf(view, DEFAULT_TIMELINE_VIEW)}
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
