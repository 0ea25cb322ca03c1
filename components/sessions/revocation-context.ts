"use client";
import { createContext, use } from "react";
import type { RevocationTarget } from "./revocation";

/** Asks whether to revoke; null where nobody may. */
export const RevocationContext = createContext<((target: RevocationTarget) => void) | null>(null);

export function useRevoke() {
  return use(RevocationContext);
}
