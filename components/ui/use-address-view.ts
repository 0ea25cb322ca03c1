"use client";
import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useState } from "react";
import { type RawParams, rawParamsIn } from "@/lib/read-view";

/** Goes to another view; `replace` where going back to the present one would be no help. */
export type ShowView<View> = (view: View, how?: "push" | "replace") => void;

/**
 * The view in the address of a page that changes its view without the server. Showing another one changes the
 * address, and nothing else of the page.
 *
 * @param read - as the server reads the address
 * @param hrefOf - writes it
 */
export function useAddressView<View>(
  read: (said: RawParams) => View,
  hrefOf: (view: View) => string,
): [view: View, show: ShowView<View>] {
  const address = useSearchParams();
  const said = useMemo(() => read(rawParamsIn(address)), [read, address]);
  const [asked, setAsked] = useState<{ view: View; at: URLSearchParams } | null>(null);
  const show = useCallback<ShowView<View>>(
    (view, how = "push") => {
      if (how === "push")
        window.history.pushState(null, "", hrefOf(view)); // Next listens to both
      else window.history.replaceState(null, "", hrefOf(view));
      setAsked({ view, at: address });
    },
    [hrefOf, address],
  );
  useEffect(() => {
    const forget = () => setAsked(null); // Back and Forward: the address alone says what is shown
    window.addEventListener("popstate", forget);
    return () => window.removeEventListener("popstate", forget);
  }, []);
  // Next follows the address in a transition, which may wait; the view that was asked for is shown at once.
  const onItsWay = asked !== null && (asked.at === address || hrefOf(asked.view) === hrefOf(said));
  return [onItsWay ? asked.view : said, show];
}
