import { processWide } from "@/lib/process-wide";

/**
 * Hashes of the keys of sessions that were signed out in this process while the database could not store it.
 * A hash stays here until the database has the sign-out (lib/sessions/deferred-sign-out/defer-sign-out.ts).
 *
 * The set is in memory, and is filled from the spool at startup. Other instances do not know it.
 */
const locallyEnded = processWide("locally-ended", () => new Set<string>());

/** Returns whether this process must refuse the session, although the database may still call it open. */
export function isLocallyEnded(sessionKeyHash: string): boolean {
  return locallyEnded.has(sessionKeyHash);
}

/** Makes this process refuse the session from now on. */
export function addLocallyEnded(sessionKeyHash: string): void {
  locallyEnded.add(sessionKeyHash);
}

/** Leaves the session to the database again, once its sign-out is written there. */
export function removeLocallyEnded(sessionKeyHash: string): void {
  locallyEnded.delete(sessionKeyHash);
}

/** Returns a copy of the set: callers keep it while entries are added and removed. */
export function listLocallyEnded(): string[] {
  return [...locallyEnded];
}
