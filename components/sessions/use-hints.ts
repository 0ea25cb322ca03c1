"use client";
import { useEffect, useEffectEvent, useState } from "react";
import { hear } from "@/components/frame/live-stream";

/** However often something changes, nobody reads more quickly. */
const AT_MOST_EVERY_MS = 700;

/** Between a change and its being heard, and between two clocks. */
const DOUBT_MS = 100;

/**
 * Asks again when the server says that something changed: at once, and whatever comes in the moment after it together at its end.
 *
 * @param generatedAt - of what is shown: no change before it is worth asking for
 * @param ask - null: nothing is listened to
 * @returns whether the server would say so
 */
export function useHints(generatedAt: string, ask: (() => Promise<unknown>) | null): boolean {
  const [live, setLive] = useState(false);
  const askNow = useEffectEvent(() => void ask?.());
  const isNews = useEffectEvent((at: number) => at + DOUBT_MS > Date.parse(generatedAt));
  const listening = ask !== null;

  useEffect(() => {
    if (!listening) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let again = false;
    const rest = () => {
      timer = undefined;
      if (again) changed();
    };
    const changed = (at?: number) => {
      if (at !== undefined && !isNews(at)) return;
      again = timer !== undefined;
      if (again) return;
      askNow();
      timer = setTimeout(rest, AT_MOST_EVERY_MS);
    };
    const stop = hear({ changed, live: setLive });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [listening]);

  return listening && live;
}
