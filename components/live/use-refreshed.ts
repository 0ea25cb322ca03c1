"use client";
import { useEffect, useRef, useState } from "react";
import useSWR from "swr";
import { leaveForSignIn } from "@/components/live/leave-for-sign-in";
import { fetchRefreshed } from "./fetch-refreshed";
import { type Answer, newestAnswer } from "./newest-answer";
import type { RefreshError, RefreshFailure } from "./refresh-error";
import { useLiveChanges } from "./use-live-changes";

const REFRESH_MS = 30_000;
const REFRESHING = {
  refreshWhenOffline: true, // else nothing would fail, and old figures pass for new ones
  isOnline: () => true,
  focusThrottleInterval: 0, // what failed while nobody looked is asked again by nothing else
  keepPreviousData: true,
};
/** What the server drew for pages that were open before: whoever comes back to one is shown an old copy at first. */
const seenBefore = new WeakSet<object>();

export type RefreshMode = "live" | "polling" | "paused";

interface Dated {
  /** When the server made it. */
  generatedAt: string;
}

export interface Refreshed<Body> {
  /** The newest there is for the address; until its first answer, what was shown before. */
  data: Body;
  /** What `data` answers. */
  address: string;
  /** What is shown is not what was asked for: that is on its way, or failed to come. */
  loading: boolean;
  /** Why the last request brought nothing; null as soon as one does. Until then, `data` is old and must look it. */
  failure: RefreshFailure | null;
  refresh: () => Promise<void>;
  /** How newer ones come: told of at once, asked for now and then, or not at all. */
  mode: RefreshMode;
  pause: (paused: boolean) => void;
}

/**
 * What the server drew, then fetched again when the server says that something changed, every 30 s in any case while somebody can see it,
 * and at once for another address. Who turns out to be signed out goes to sign in.
 *
 * @param address - of the JSON, with its query
 * @param initialAddress - the address that `initial` answers, where that may be another one
 * @param options.listening - false: only every 30 s, where an answer is too large for more
 */
export function useRefreshed<Body extends Dated>(
  address: string,
  initial: Body,
  initialAddress: string = address,
  { listening = true } = {},
): Refreshed<Body> {
  const [failure, setFailure] = useState<RefreshFailure | null>(null);
  const [paused, pause] = useState(false);
  const retry = useRef<ReturnType<typeof setTimeout>>(undefined);
  const serverRendered: Answer<Body> = { address: initialAddress, body: initial };
  const { data: fetched = serverRendered, mutate } = useSWR<Answer<Body>, RefreshError>(
    address,
    fetchRefreshed<Body>,
    {
      ...REFRESHING,
      refreshInterval: paused ? 0 : REFRESH_MS,
      revalidateOnFocus: !paused,
      revalidateOnReconnect: !paused,
      fallbackData: serverRendered,
      revalidateOnMount: address !== initialAddress,
      onSuccess: () => setFailure(null),
      onError: (error) => {
        setFailure(error.failure);
        if (error.failure === "signedOut") leaveForSignIn();
      },
      // SWR stops its interval after a failure and leaves the rest to this; the figures lag no longer than usual.
      onErrorRetry: (error, _address, _options, revalidate, { retryCount }) => {
        clearTimeout(retry.current);
        if (error.failure === "signedOut" || error.failure === "forbidden" || paused) return;
        retry.current = setTimeout(() => void revalidate({ retryCount }), REFRESH_MS);
      },
    },
  );

  useEffect(() => {
    if (seenBefore.has(initial)) void mutate();
    seenBefore.add(initial);
  }, [initial, mutate]);

  const shown = newestAnswer(address, fetched, serverRendered);
  const live = useLiveChanges(shown.body.generatedAt, paused || !listening ? null : mutate);
  return {
    data: shown.body,
    address: shown.address,
    loading: shown.address !== address,
    failure,
    refresh: async () => void (await mutate()),
    mode: paused ? "paused" : live && !failure ? "live" : "polling",
    pause: (wanted) => {
      clearTimeout(retry.current);
      pause(wanted);
      if (!wanted) void mutate();
    },
  };
}
