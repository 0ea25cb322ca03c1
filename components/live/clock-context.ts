"use client";
import { createContext, use } from "react";

/** The server's current time, in milliseconds since the epoch; null outside a ClockProvider. */
export const ClockContext = createContext<number | null>(null);

/**
 * Returns the server's current time in milliseconds. The component renders again each second.
 *
 * @throws outside a ClockProvider
 */
export function useServerNow(): number {
  const now = use(ClockContext);
  if (now === null) throw new Error("useServerNow needs a ClockProvider above it");
  return now;
}
