"use client";
import { createContext, use } from "react";
import type { RevocationTarget } from "./revocation";

interface Revoke {
  /**
   * Asks whether to.
   *
   * @param onDone - the server has done it
   */
  ask: (target: RevocationTarget, onDone?: () => void) => void;
  /** One is under way: another must wait. */
  busy: boolean;
}

/** Null where nobody may. */
export const RevocationContext = createContext<Revoke | null>(null);

export function useRevoke() {
  return use(RevocationContext);
}
