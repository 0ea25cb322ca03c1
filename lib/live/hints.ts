import { processWide } from "@/lib/process-wide";

/**
 * What this process heard. A hint says that something is worth asking for, never what: whoever missed one finds it when they ask
 * anyway.
 *
 * `changed`: somebody connected, disconnected or came back. `ended`: this session ended, by its public id. `denied`: this one ended here, and
 * the database does not know it yet. `listening`: from now on hints come; any may have been missed before. `disconnected`: none come.
 */
export type Hint =
  | { kind: "changed" | "listening" | "disconnected" }
  | { kind: "ended"; sessionId: string }
  | { kind: "endedLocally"; sessionKeyHash: string };

type Subscriber = (hint: Hint) => unknown;

const subscribers = processWide("hints", () => new Set<Subscriber>());

/** @returns stops it */
export function subscribe(subscriber: Subscriber): () => void {
  subscribers.add(subscriber);
  return () => void subscribers.delete(subscriber);
}

export function publish(hint: Hint): void {
  for (const notify of subscribers) notify(hint);
}
