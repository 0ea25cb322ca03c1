import { processWide } from "@/lib/process-wide";

/**
 * A message inside this process: stored data may have changed. A hint carries no data beyond an id, so a lost
 * hint does no harm: pages poll as well, and read the new state at the next poll.
 *
 * - `changed`: a session was opened, or a user who was away came back.
 * - `ended`: the session with this public id ended.
 * - `keyChanged`: the session with this public id has a new key; its cookie of before is refused.
 * - `endedLocally`: the session with this key hash was signed out in this process; the database does not have
 *   it yet.
 * - `listening`: hints of the database arrive from now on. Earlier ones may have been missed.
 * - `disconnected`: no hints of the database arrive.
 */
export type Hint =
  | { kind: "changed" | "listening" | "disconnected" }
  | { kind: "ended" | "keyChanged"; sessionId: string }
  | { kind: "endedLocally"; sessionKeyHash: string };

type Subscriber = (hint: Hint) => unknown;

const subscribers = processWide("hints", () => new Set<Subscriber>());

/**
 * Calls the subscriber for every hint from now on, synchronously.
 *
 * @returns a function that unsubscribes
 */
export function subscribe(subscriber: Subscriber): () => void {
  subscribers.add(subscriber);
  return () => void subscribers.delete(subscriber);
}

/** Calls every subscriber. An error of one is thrown to the caller, so subscribers must not throw. */
export function publish(hint: Hint): void {
  for (const notify of subscribers) notify(hint);
}
