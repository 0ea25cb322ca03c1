import { processWide } from "@/lib/process-wide";

/**
 * What this process heard. A hint says that something is worth asking for, never what: whoever missed one finds it when they ask
 * anyway.
 *
 * `changed`: somebody connected, disconnected or came back. `ended`: this session ended, by its public id. `denied`: this one ended here, and
 * the database does not know it yet. `listening`: from now on hints come; any may have been missed before. `deaf`: none come.
 */
export type Hint =
  | { kind: "changed" | "listening" | "deaf" }
  | { kind: "ended"; sessionId: string }
  | { kind: "denied"; sessionKeyHash: string };

type Hearer = (hint: Hint) => unknown;

const hearers = processWide("hints", () => new Set<Hearer>());

/** @returns stops it */
export function onHint(hearer: Hearer): () => void {
  hearers.add(hearer);
  return () => void hearers.delete(hearer);
}

export function giveHint(hint: Hint): void {
  for (const hear of hearers) hear(hint);
}
