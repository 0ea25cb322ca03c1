"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ClockContext } from "./clock-context";
import { nextOffset } from "./clock-offset";

const TICK_MS = 1000;
/** Longer than the refresh interval plus the request timeout: older data could not be refreshed. */
const FRESH_MS = 90_000;

interface Props {
  /** Server time at which the data was generated; the PC's clock may be wrong. */
  generatedAt: string;
  /** The data could not be refreshed. */
  stopped?: boolean;
  children: ReactNode;
}

/**
 * The one clock of a page, which ticks each second. The first render shows `generatedAt` itself, to match the
 * server's HTML. `children` is the same element at each tick, so only components that read the clock render
 * again.
 *
 * A running duration means that its session is open now. When the data is too old to know this, the clock
 * returns to `generatedAt` and stops. Each duration is then correct for the time that the page shows as the
 * time of its data.
 */
export function ClockProvider({ generatedAt, stopped = false, children }: Props) {
  const made = Date.parse(generatedAt);
  const [now, setNow] = useState(made);
  const offset = useRef<number | null>(null);

  useEffect(() => {
    offset.current = nextOffset(offset.current, made - Date.now());
  }, [made]);

  useEffect(() => {
    if (stopped) return;
    const tick = () => {
      const at = Date.now() + (offset.current ?? 0);
      setNow(at - made > FRESH_MS ? made : at);
    };
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [made, stopped]);

  return <ClockContext value={stopped ? made : now}>{children}</ClockContext>;
}
