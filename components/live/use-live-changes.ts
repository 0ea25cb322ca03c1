"use client";
import { useEffect, useEffectEvent, useState } from "react";
import { subscribe } from "@/components/live/live-stream";

/** Minimum time between the starts of two refreshes. */
const MIN_INTERVAL_MS = 700;

/** Allowance for the delay of change events and for clock skew. */
const TOLERANCE_MS = 100;

/**
 * Refreshes when the server reports a change. The first change refreshes at once; changes during that refresh
 * and the minimum interval cause one more refresh afterwards. Only one refresh runs at a time: each new one
 * would supersede the one before, so that a poor connection would never show an answer.
 *
 * @param generatedAt - server time of the data shown; earlier changes are ignored
 * @param refresh - null: does not subscribe
 * @returns whether the stream reports changes now
 */
export function useLiveChanges(generatedAt: string, refresh: (() => Promise<unknown>) | null): boolean {
  const [live, setLive] = useState(false);
  const refreshNow = useEffectEvent(async () => refresh?.());
  const isNews = useEffectEvent((at: number) => at + TOLERANCE_MS > Date.parse(generatedAt));
  const listening = refresh !== null;

  useEffect(() => {
    if (!listening) return;
    let stopped = false;
    let refreshing = false;
    let again = false;
    const changed = async (at?: number) => {
      if (at !== undefined && !isNews(at)) return;
      again = refreshing;
      if (refreshing) return;
      refreshing = true;
      await Promise.allSettled([refreshNow(), pause(MIN_INTERVAL_MS)]); // `refresh` reports its failures
      refreshing = false;
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
