"use client";
import { createContext, type ReactNode, use } from "react";
import { useServerNow } from "@/components/live/clock-context";
import type { DrawnWindow } from "./drawn-window";

/** Number of clock steps in a window. A screen cannot show shorter ones. */
const STEPS = 2_000;
const TimelineNow = createContext(0);

/** The page's clock in visible steps: of 43 seconds for a whole day, of about two seconds for an hour. */
export function TimelineClock({ span: { from, to }, children }: { span: DrawnWindow; children: ReactNode }) {
  const now = useServerNow();
  const stepMs = Math.max(1000, (to - from) / STEPS);
  return <TimelineNow value={Math.ceil(now / stepMs) * stepMs}>{children}</TimelineNow>;
}

/**
 * Returns the time of the timeline's clock, in milliseconds since 1970. The caller renders again at each
 * step.
 */
export function useTimelineNow(): number {
  return use(TimelineNow);
}
