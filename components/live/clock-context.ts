"use client";
import { createContext, use } from "react";

/** Milliseconds of the server's clock; null where no page provides one. */
export const ClockContext = createContext<number | null>(null);

/** The page's one clock: whoever reads it is drawn again each second. */
export function useServerNow(): number {
  const now = use(ClockContext);
  if (now === null) throw new Error("useServerNow needs a ClockProvider above it");
  return now;
}
