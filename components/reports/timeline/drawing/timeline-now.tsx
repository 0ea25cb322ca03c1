"use client";
import { acrossOf, type DrawnWindow } from "./drawn-window";
import { useTimelineNow } from "./timeline-clock";

/** A line at the current time, while the window contains it. */
export function TimelineNow({ span }: { span: DrawnWindow }) {
  const across = acrossOf(span, useTimelineNow());
  if (across < 0 || across > 100) return null;
  return <line x1={`${across}%`} x2={`${across}%`} y2="100%" className="timeline-now" />;
}
