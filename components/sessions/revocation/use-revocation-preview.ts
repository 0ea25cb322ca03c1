"use client";
import { useEffect, useState } from "react";
import { fetchRefreshed } from "@/components/live/fetch-refreshed";
import { leaveForSignIn } from "@/components/live/leave-for-sign-in";
import { RefreshError } from "@/components/live/refresh-error";
import { toSearchParams, withQuery } from "@/lib/paths/query-string";
import { DEFAULT_VIEW } from "@/lib/sessions/active-users/users-view";
import type { RevocationPreview } from "@/lib/sessions/revocation/revocation-preview";
import type { RevocationFilter, RevocationTarget } from "./revocation";

type Preview = { state: "known"; target: RevocationTarget } | { state: "loading" } | { state: "failed" };

/**
 * Whom a revocation would sign out: those who were named, or whom the server finds by the filter now. Those are named then, so that nobody ends who
 * was not shown; too many to be named are those whom the filter finds when it is done.
 */
export function useRevocationPreview(target: RevocationTarget): Preview {
  const { chosen } = target;
  const [found, setFound] = useState<Preview>({ state: "loading" });
  const filter = "filter" in chosen ? chosen.filter : null;

  useEffect(() => {
    if (!filter) return;
    let gone = false;
    const look = async () => {
      const preview = await ask(filter);
      if (!gone) setFound(preview);
    };
    void look();
    return () => {
      gone = true;
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
  return withQuery("/api/admin/sessions/revoke", toSearchParams(filter, DEFAULT_VIEW));
}
