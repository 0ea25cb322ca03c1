import { processWide } from "@/lib/process-wide";

type Closer = () => Promise<void>;

interface Shutdown {
  stopping: boolean;
  stoppers: (() => void)[];
  closers: Closer[];
}

const shutdown = processWide<Shutdown>("shutdown", () => ({ stopping: false, stoppers: [], closers: [] }));

/** Registers a function that runs when the server takes no more requests, to end those that stay open. */
export function onStopping(stop: () => void): void {
  shutdown.stoppers.push(stop);
}

/** Registers a closer. Closers run after the last answer, the one registered last first. */
export function onShutdown(closer: Closer): void {
  shutdown.closers.push(closer);
}

export function isStopping(): boolean {
  return shutdown.stopping;
}

/** Marks the process as stopping, and runs the functions of {@link onStopping}. */
export function beginStopping(): void {
  shutdown.stopping = true;
  for (const stop of shutdown.stoppers.splice(0)) stop();
}

/** Runs the registered closers, the latest first. A closer that fails does not stop the others. */
export async function runClosers(): Promise<void> {
  for (const close of shutdown.closers.splice(0).reverse()) await close().catch(() => {});
}
