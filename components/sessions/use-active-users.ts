"use client";
import useSWR from "swr";
import type { ActiveUsers } from "@/lib/sessions/active-users";
import { fetchActiveUsers } from "./fetch-active-users";
import type { RefreshError } from "./refresh-failure";

const REFRESH_MS = 30_000;

/** The figures, at first those that the server drew, then fetched again every 30 s while somebody can see them. */
export function useActiveUsers(initial: ActiveUsers) {
  const address = `/api/admin/active-users?page=${initial.users.page}&openPage=${initial.open.page}`;
  const { data, error, mutate } = useSWR<ActiveUsers, RefreshError>(address, fetchActiveUsers, {
    fallbackData: initial,
    revalidateOnMount: false,
    refreshInterval: REFRESH_MS,
    onError: ({ failure }) => failure === "signedOut" && leaveForSignIn(),
    // SWR stops its interval after a failure and leaves the rest to this; the figures lag no longer than usual.
    onErrorRetry: ({ failure }, _address, _options, revalidate, { retryCount }) => {
      if (failure === "network" || failure === "unavailable") {
        setTimeout(() => void revalidate({ retryCount }), REFRESH_MS);
      }
    },
  });
  // A page that was left and drawn anew is newer than what was fetched for it before.
  const figures = data && data.generatedAt > initial.generatedAt ? data : initial;
  return { figures, failure: error?.failure ?? null, refresh: async () => void (await mutate()) };
}

function leaveForSignIn() {
  const { pathname, search } = window.location;
  window.location.assign(`/login?expired=1&callbackUrl=${encodeURIComponent(pathname + search)}`);
}
