import { processWide } from "@/lib/process-wide";

type Closer = () => Promise<void>;

interface Shutdown {
  stopping: boolean;
  stoppers: (() => void)[];
  closers: Closer[];
}

const shutdown = processWide<Shutdown>("shutdown", () => ({ stopping: false, stoppers: [], closers: [] }));

/** Has something done when the server takes no more requests: what would stay open for ever ends then. */
export function onStopping(stop: () => void): void {
  shutdown.stoppers.push(stop);
}

/** Has something done when the server has answered its last request, before what was there already is closed. */
export function onShutdown(closer: Closer): void {
  shutdown.closers.push(closer);
}

export function isStopping(): boolean {
  return shutdown.stopping;
}

export function beginStopping(): void {
  shutdown.stopping = true;
  for (const stop of shutdown.stoppers.splice(0)) stop();
}

/** Closes what was registered, the latest first, whatever fails in it. */
export async function runClosers(): Promise<void> {
  for (const close of shutdown.closers.splice(0).reverse()) await close().catch(() => {});
}
