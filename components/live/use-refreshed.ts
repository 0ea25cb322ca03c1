"use client";
import { useEffect, useRef, useState } from "react";
import useSWR from "swr";
import { leaveForSignIn } from "@/components/live/leave-for-sign-in";
import { fetchRefreshed } from "./fetch-refreshed";
import { type AddressedBody, newestAnswer } from "./newest-answer";
import type { RefreshError, RefreshFailure } from "./refresh-error";
import { useLiveChanges } from "./use-live-changes";

const REFRESH_MS = 30_000;
/** SWR serves as a cache with an interval; the first data comes from the server. */
const REFRESHING = {
  refreshWhenOffline: true, // offline, the refresh must fail; otherwise old data would look current
  isOnline: () => true,
  focusThrottleInterval: 0, // only focus retries a refresh that failed while the tab was hidden
  keepPreviousData: true,
};
/** Server-rendered data already shown: after Back, Next shows the old copy, which must be refreshed. */
const seenBefore = new WeakSet<object>();

export type RefreshMode = "live" | "polling" | "paused";

interface Dated {
  /** Server time at which the data was generated. */
  generatedAt: string;
}

export interface Refreshed<Body> {
  /** The newest data for the address; until its first answer, the data shown before. */
  data: Body;
  /** The address that `data` belongs to. */
  address: string;
  /** `data` belongs to another address: the requested data is still loading or failed to load. */
  loading: boolean;
  /**
   * The reason why the last request failed; null after a success. Until then the page must mark `data` as
   * old.
   */
  failure: RefreshFailure | null;
  refresh: () => Promise<void>;
  /** `live`: refreshes on each change; `polling`: only at an interval; `paused`: does not refresh. */
  mode: RefreshMode;
  pause: (paused: boolean) => void;
}

/**
 * Returns the server-rendered data and keeps it fresh: fetches on each reported change, every 30 s in any
 * case while the tab is visible, and at once for another address. A user who is signed out goes to the
 * sign-in page.
 *
 * @param address - address of the JSON, with its query
 * @param initial - the server-rendered data
 * @param initialAddress - the address that `initial` belongs to, if it may be another one
 * @param options.listening - false: only every 30 s, for answers that are too large to fetch on each change
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
  const serverRendered: AddressedBody<Body> = { address: initialAddress, body: initial };
  const { data: fetched = serverRendered, mutate } = useSWR<AddressedBody<Body>, RefreshError>(
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
      // SWR's interval does not refresh after a failure, so this retries at the same interval.
      onErrorRetry: (error, _address, _options, revalidate, { retryCount }) => {
        clearTimeout(retry.current);
        if (error.failure === "signedOut" || error.failure === "forbidden" || paused) return;
        retry.current = setTimeout(() => void revalidate({ retryCount }), REFRESH_MS);
      },
    },
  );

  useFetchWhenSeenBefore(initial, mutate);
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

/** Fetches at once when `initial` was shown before: Next kept it, so it is old. */
function useFetchWhenSeenBefore(initial: object, fetch: () => Promise<unknown>): void {
  useEffect(() => {
    if (seenBefore.has(initial)) void fetch();
    seenBefore.add(initial);
  }, [initial, fetch]);
}
