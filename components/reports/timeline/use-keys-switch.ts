"use client";
import { useSyncExternalStore } from "react";

/**
 * Key in `localStorage`. The setting belongs to the browser, not to the user, because keyboards and other
 * input devices differ from one computer to the next.
 */
const NAME = "konekte.keys";

let current: boolean | undefined;
const watchers = new Set<() => void>();

/**
 * Returns the state of the keyboard shortcuts and its setter. Shortcuts are on unless the user turned them
 * off.
 */
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

/**
 * Runs an access to `localStorage`. Returns null when the browser forbids it; the setting then lasts until
 * the user leaves the page.
 */
function inStorage<Result>(act: () => Result): Result | null {
  try {
    return act();
  } catch {
    return null;
  }
}

function watch(changed: () => void): () => void {
  const elsewhere = () => {
    current = undefined; // another tab changed it
    changed();
  };
  watchers.add(changed);
  window.addEventListener("storage", elsewhere);
  return () => {
    watchers.delete(changed);
    window.removeEventListener("storage", elsewhere);
  };
}
