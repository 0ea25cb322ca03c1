"use client";
import { useTimelineNow } from "./timeline-clock";
import { acrossOf, type TimeWindow } from "./timeline-span";

/** Where the present is, while it is within what is drawn. */
export function TimelineNow({ span }: { span: TimeWindow }) {
  const across = acrossOf(span, useTimelineNow());
  if (across < 0 || across > 100) return null;
  return <line x1={`${across}%`} x2={`${across}%`} y2="100%" className="timeline-now" />;
}
