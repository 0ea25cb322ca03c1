import { processWide } from "@/lib/process-wide";

type Closer = () => void | Promise<void>;

/** `closing`: requests are still being answered, streams must end. `closed`: the last one has been; write what waits. */
type Phase = "closing" | "closed";

const closers = processWide("closers", () => ({ closing: new Set<Closer>(), closed: new Set<Closer>() }));

/** Has something done when the server stops. @returns takes it back, for what ended by itself */
export function onShutdown(phase: Phase, closer: Closer): () => void {
  closers[phase].add(closer);
  return () => closers[phase].delete(closer);
}

/** Runs what was registered, whatever fails in it: one that can't close must not keep the others open. */
export async function runClosers(phase: Phase): Promise<void> {
  const registered = [...closers[phase]];
  closers[phase].clear();
  await Promise.allSettled(registered.map(async (closer) => closer()));
}
