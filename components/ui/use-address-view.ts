"use client";
import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useState } from "react";
import { type RawParams, rawParamsIn } from "@/lib/read-view";

/** Shows another view; `replace` when the Back button should skip the present one. */
export type ShowView<View> = (view: View, how?: "push" | "replace") => void;

/**
 * Returns the view in the address, for a page that changes its view without the server, and a function that
 * shows another view. That function changes the address without a navigation.
 *
 * @param read - reads the view from the address, in the same way as the server
 * @param hrefOf - returns the address of a view
 */
export function useAddressView<View>(
  read: (params: RawParams) => View,
  hrefOf: (view: View) => string,
): [view: View, show: ShowView<View>] {
  const address = useSearchParams();
  const addressed = useMemo(() => read(rawParamsIn(address)), [read, address]);
  const [asked, setAsked] = useState<{ view: View; at: URLSearchParams } | null>(null);
  const show = useCallback<ShowView<View>>(
    (view, how = "push") => {
      if (how === "push")
        window.history.pushState(null, "", hrefOf(view)); // Next observes pushState and replaceState
      else window.history.replaceState(null, "", hrefOf(view));
      setAsked({ view, at: address });
    },
    [hrefOf, address],
  );
  useEffect(() => {
    const forget = () => setAsked(null); // after Back or Forward, the address alone determines the view
    window.addEventListener("popstate", forget);
    return () => window.removeEventListener("popstate", forget);
  }, []);
  // Next applies the address in a transition, which may take time; the requested view is shown at once.
  const isPending = asked !== null && (asked.at === address || hrefOf(asked.view) === hrefOf(addressed));
  return [isPending ? asked.view : addressed, show];
}
