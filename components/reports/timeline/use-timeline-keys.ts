"use client";
import { useEffect, useEffectEvent } from "react";

/** Where a key has a meaning of its own. */
const OWN_KEYS = "input, select, textarea, dialog, [contenteditable], [popover]";

/** What keys of the page do, wherever the focus is but in a field; a key that has nothing to do keeps its usual meaning. */
export function useTimelineKeys(acts: Partial<Record<string, (() => void) | undefined>>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(OWN_KEYS)) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
}
