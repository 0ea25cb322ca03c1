"use client";
import { useRouter } from "next/navigation";
import { type MouseEvent, useMemo, useRef } from "react";
import { handleInClient } from "@/components/ui/client-navigation";
import type { Timeline } from "@/lib/reports/timeline/timeline";
import type { TimelineView } from "@/lib/reports/timeline/timeline-view";
import { drawnWindowOf } from "./drawn-window";
import { PointedBar } from "./pointed-bar";
import { TimelineAxis } from "./timeline-axis";
import { TimelineClock } from "./timeline-clock";
import { TimelineGround } from "./timeline-ground";
import { TimelineLine } from "./timeline-line";
import { marksOf } from "./timeline-marks";
import { TimelineNow } from "./timeline-now";
import { OutageLines, OutageSigns } from "./timeline-outage-marks";
import { useEndingWords } from "./use-ending-words";

/**
 * The drawing of a day: one line for each user, under one axis. Hidden from screen readers, because the table
 * has the same data. The link to it precedes the drawing.
 */
export function TimelineDrawing({ timeline, view }: { timeline: Timeline; view: TimelineView }) {
  const words = useEndingWords();
  const router = useRouter();
  const { from, to } = drawnWindowOf(timeline, view);
  const span = useMemo(() => ({ from, to }), [from, to]);
  const marks = marksOf(timeline, span, view.zoom);
  const bars = useRef<HTMLDivElement>(null);
  const { work, lines, outages } = timeline;

  /** Handles the clicks on all links of up to a thousand lines, so that no link loads a new document. */
  function follow(click: MouseEvent) {
    const link = click.target instanceof Element ? click.target.closest("a[href]") : null;
    const href = link?.getAttribute("href");
    if (href) handleInClient(() => router.push(href))?.(click);
  }

  return (
    <TimelineClock span={span}>
      <div aria-hidden="true" className="timeline" onClick={follow}>
        <div className="timeline-head">
          <TimelineAxis marks={marks}>
            <OutageSigns outages={outages} span={span} />
          </TimelineAxis>
        </div>
        <div ref={bars} className="relative">
          <TimelineGround work={work} span={span} marks={marks}>
            <OutageLines outages={outages} span={span} />
            <TimelineNow span={span} />
          </TimelineGround>
          <ol>
            {lines.map((line) => (
              <TimelineLine key={line.userId} line={line} sign={JSON.stringify(line)} span={span} />
            ))}
          </ol>
        </div>
        <PointedBar timeline={timeline} words={words} within={bars} />
      </div>
    </TimelineClock>
  );
}
