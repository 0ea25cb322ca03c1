"use client";
import { useSyncExternalStore } from "react";

/** Kept by the browser, not for the person: what is at hand differs from desk to desk. */
const NAME = "konekte.keys";

let current: boolean | undefined;
const watchers = new Set<() => void>();

/** Whether the keys of the page do something. They do unless they were turned off. */
export function useKeysSwitch(): [on: boolean, turn: (on: boolean) => void] {
  const on = useSyncExternalStore(watch, isOn, () => true);
  return [on, turn];
}

function isOn(): boolean {
  current ??= inStorage(() => localStorage.getItem(NAME)) !== "off";
  return current;
}

function turn(on: boolean): void {
  current = on;
  inStorage(() => localStorage.setItem(NAME, on ? "on" : "off"));
  for (const changed of watchers) changed();
}

/** A browser may be set to keep nothing: then it is until the page is left. */
function inStorage<Result>(act: () => Result): Result | null {
  try {
    return act();
  } catch {
    return null;
  }
}

function watch(changed: () => void): () => void {
  const elsewhere = () => {
    current = undefined; // another tab has turned it
    changed();
  };
  watchers.add(changed);
  window.addEventListener("storage", elsewhere);
  return () => {
    watchers.delete(changed);
    window.removeEventListener("storage", elsewhere);
  };
}
