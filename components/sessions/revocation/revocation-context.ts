"use client";
import { createContext, use } from "react";
import type { RevocationTarget } from "./revocation";

interface Revoke {
  /**
   * Opens the dialog that asks for confirmation.
   *
   * @param onDone - called when all sessions of the target have ended
   */
  ask: (target: RevocationTarget, onDone?: () => void) => void;
  /** A revocation is in its countdown or being sent: no other one can start. */
  busy: boolean;
}

/** Null outside a `RevocationProvider`, where sessions cannot be revoked. */
export const RevocationContext = createContext<Revoke | null>(null);

/** Returns the way to start a revocation; null outside a `RevocationProvider`. */
export function useRevoke() {
  return use(RevocationContext);
}
