"use client";
import { useEffect, useEffectEvent } from "react";

/** Elements in which keys have a meaning of their own. */
const OWN_KEYS = "input, select, textarea, dialog, [contenteditable], [popover]";

/**
 * Binds keys of the page, except while the focus is in an element of `OWN_KEYS`. A key without an action
 * keeps its usual meaning.
 *
 * @param acts - actions by `KeyboardEvent.key`
 */
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
