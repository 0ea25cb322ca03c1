"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ClockContext } from "./clock-context";
import { nextOffset } from "./clock-offset";

const TICK_MS = 1000;
/** Longer than a refresh and the patience with it take: what is older was not refreshed, whatever the reason. */
const FRESH_MS = 90_000;

interface Props {
  /** When the server made what is shown: its clock counts, the PC's may be wrong. */
  generatedAt: string;
  /** What is shown could not be refreshed. */
  stopped?: boolean;
  children: ReactNode;
}

/**
 * Ticks once a second for the whole page. The first draw shows `generatedAt` itself, as the server drew it. `children` are
 * the same at every tick, so only who reads the clock is drawn again.
 *
 * A duration that ticks says that its session is open now. When nobody can know that any more, the clock goes back to `generatedAt`
 * and stands: every duration is what it was at the time that the page says its figures are from.
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
