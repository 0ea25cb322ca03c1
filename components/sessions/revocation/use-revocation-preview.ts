"use client";
import { useEffect, useState } from "react";
import { fetchRefreshed } from "@/components/live/fetch-refreshed";
import { leaveForSignIn } from "@/components/live/leave-for-sign-in";
import { RefreshError } from "@/components/live/refresh-error";
import { toSearchParams, withQuery } from "@/lib/paths/query-string";
import { DEFAULT_USERS_VIEW } from "@/lib/sessions/active-users/users-view";
import type { RevocationPreview } from "@/lib/sessions/revocation/revocation-preview";
import type { RevocationFilter, RevocationTarget } from "./revocation";

type Preview = { state: "known"; target: RevocationTarget } | { state: "loading" } | { state: "failed" };

/**
 * Returns the target of a revocation with the users to list. For a filter, asks the server which sessions
 * match now, and returns a target of exactly these sessions, so that no session ends that was not shown. When
 * they are too many to list, the target keeps the filter, which then applies at the time of the request.
 */
export function useRevocationPreview(target: RevocationTarget): Preview {
  const { chosen } = target;
  const [found, setFound] = useState<Preview>({ state: "loading" });
  const filter = "filter" in chosen ? chosen.filter : null;

  useEffect(() => {
    if (!filter) return;
    let cancelled = false;
    const look = async () => {
      const preview = await ask(filter);
      if (!cancelled) setFound(preview);
    };
    void look();
    return () => {
      cancelled = true;
    };
  }, [filter]);

  return filter ? found : { state: "known", target };
}

async function ask(filter: RevocationFilter): Promise<Preview> {
  try {
    const { body } = await fetchRefreshed<RevocationPreview>(addressOf(filter));
    const { sessionIds, ...rest } = body;
    return { state: "known", target: { chosen: sessionIds ? { sessionIds } : { filter }, ...rest } };
  } catch (error) {
    if (error instanceof RefreshError && error.failure === "signedOut") leaveForSignIn();
    return { state: "failed" };
  }
}

function addressOf(filter: RevocationFilter): string {
  return withQuery("/api/admin/sessions/revoke", toSearchParams(filter, DEFAULT_USERS_VIEW));
}
