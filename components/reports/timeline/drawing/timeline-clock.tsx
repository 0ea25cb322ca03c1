"use client";
import { createContext, type ReactNode, use } from "react";
import { useServerNow } from "@/components/live/clock-context";
import type { TimeWindow } from "./timeline-span";

/** No screen shows less. */
const STEPS = 2_000;
const TimelineNow = createContext(0);

/** The page's clock, in steps that can be seen: a day that is as wide as a screen moves on every 43 seconds, an hour every two. */
export function TimelineClock({ span: { from, to }, children }: { span: TimeWindow; children: ReactNode }) {
  const now = useServerNow();
  const stepMs = Math.max(1000, (to - from) / STEPS);
  return <TimelineNow value={Math.ceil(now / stepMs) * stepMs}>{children}</TimelineNow>;
}

/** Whoever reads it is drawn again at each step. */
export function useTimelineNow(): number {
  return use(TimelineNow);
}
