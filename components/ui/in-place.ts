import type { MouseEvent } from "react";

/**
 * Makes a link act at once where a script runs, and stay a link: without one, in another tab, to be copied.
 *
 * @returns what its `onClick` does; nothing where there is nothing to do in place
 */
export function inPlace(act: (() => void) | undefined): ((event: MouseEvent) => void) | undefined {
  if (!act) return undefined;
  return (event) => {
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (elsewhere || event.button !== 0) return;
    event.preventDefault();
    act();
  };
}
