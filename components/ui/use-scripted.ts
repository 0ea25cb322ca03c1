"use client";
import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False in what the server draws: what needs a script has its room there, and is seen where there is one. */
export function useScripted(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
