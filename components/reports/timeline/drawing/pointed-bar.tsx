"use client";
import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import type { Timeline } from "@/lib/reports/timeline/timeline";
import { barTitle, type EndingWords } from "./bar-title";

interface Props {
  timeline: Timeline;
  words: EndingWords;
  /** The element that contains the bars. */
  within: RefObject<HTMLElement | null>;
}

interface Pointed {
  sessionId: string;
  left: number;
  top: number;
}

/** Width of the longest text, in pixels. */
const WIDTH_PX = 340;

/**
 * The text of the bar under the pointer. One element serves all bars, because a title in each bar would make
 * the page 50 % larger.
 */
export function PointedBar({ timeline: { day, lines }, words, within }: Props) {
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const point = useEffectEvent(({ target }: PointerEvent) => {
    const bar = target instanceof Element ? target.closest(".timeline-bars > a") : null;
    const sessionId = bar?.getAttribute("href")?.split("session=")[1];
    if (!bar || !sessionId) return setPointed(null);
    const { left, top } = bar.getBoundingClientRect();
    setPointed({
      sessionId,
      left: Math.max(8, Math.min(left, innerWidth - WIDTH_PX)),
      top: Math.max(0, top - 32),
    });
  });
  useEffect(() => {
    const bars = within.current;
    const enter = (event: PointerEvent) => point(event);
    const leave = () => setPointed(null);
    bars?.addEventListener("pointerover", enter);
    bars?.addEventListener("pointerleave", leave);
    addEventListener("scroll", leave, { passive: true });
    return () => {
      bars?.removeEventListener("pointerover", enter);
      bars?.removeEventListener("pointerleave", leave);
      removeEventListener("scroll", leave);
    };
  }, [within]);

  const session =
    pointed && lines.flatMap((line) => line.sessions).find((each) => each.sessionId === pointed.sessionId);
  if (!pointed || !session) return null;
  return (
    <p className="timeline-pointed" style={{ left: pointed.left, top: pointed.top }}>
      {barTitle(session, day, words)}
    </p>
  );
}
