import { processWide } from "@/lib/process-wide";

type Closer = () => Promise<void>;

const closers = processWide<Closer[]>("closers", () => []);

/** Has something done when the server has answered its last request, before what was there already is closed. */
export function onShutdown(closer: Closer): void {
  closers.push(closer);
}

/** Closes what was registered, the latest first, whatever fails in it. */
export async function runClosers(): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close().catch(() => {});
}
