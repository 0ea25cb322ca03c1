"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ClockContext } from "./clock-context";
import { nextOffset } from "./clock-offset";

const TICK_MS = 1000;

interface Props {
  /** When the server made what is shown: its clock counts, the PC's may be wrong. */
  generatedAt: string;
  children: ReactNode;
}

/** Ticks once a second for the whole page. The first draw shows `generatedAt` itself, as the server drew it. */
export function ClockProvider({ generatedAt, children }: Props) {
  const made = Date.parse(generatedAt);
  const [now, setNow] = useState(made);
  const offset = useRef<number | null>(null);

  useEffect(() => {
    const ahead = nextOffset(offset.current, made - Date.now());
    offset.current = ahead;
    const tick = () => setNow(Date.now() + ahead);
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [made]);

  return <ClockContext value={now}>{children}</ClockContext>;
}
