"use client";
import { useEffect, useEffectEvent, useState } from "react";
import { subscribe } from "@/components/live/live-stream";

/** However often something changes, nobody reads more quickly. */
const AT_MOST_EVERY_MS = 700;

/** Between a change and its being heard, and between two clocks. */
const DOUBT_MS = 100;

/**
 * Asks again when the server says that something changed: at once, and whatever comes until the answer is there, or in the moment after, together
 * then. One question at a time: each would make the answer to the one before worthless, and on a poor link none would ever be shown.
 *
 * @param generatedAt - of what is shown: no change before it is worth asking for
 * @param ask - null: nothing is listened to
 * @returns whether the server would say so
 */
export function useLiveChanges(generatedAt: string, ask: (() => Promise<unknown>) | null): boolean {
  const [live, setLive] = useState(false);
  const askNow = useEffectEvent(async () => ask?.());
  const isNews = useEffectEvent((at: number) => at + DOUBT_MS > Date.parse(generatedAt));
  const listening = ask !== null;

  useEffect(() => {
    if (!listening) return;
    let stopped = false;
    let asking = false;
    let again = false;
    const changed = async (at?: number) => {
      if (at !== undefined && !isNews(at)) return;
      again = asking;
      if (asking) return;
      asking = true;
      await Promise.allSettled([askNow(), pause(AT_MOST_EVERY_MS)]); // a failure is said where it is asked
      asking = false;
      if (again && !stopped) void changed();
    };
    const stop = subscribe({ changed, live: setLive });
    return () => {
      stopped = true;
      stop();
    };
  }, [listening]);

  return listening && live;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
