import { processWide } from "@/lib/process-wide";

/**
 * Hashes of the keys of sessions that ended here, and of which the database does not know it yet
 * (lib/sessions/deferred-sign-out/defer-sign-out.ts).
 */
const locallyEnded = processWide("denied", () => new Set<string>());

export function isLocallyEnded(sessionKey: string): boolean {
  return locallyEnded.has(sessionKey);
}

export function addLocallyEnded(sessionKey: string): void {
  locallyEnded.add(sessionKey);
}

export function removeLocallyEnded(sessionKey: string): void {
  locallyEnded.delete(sessionKey);
}

export function listLocallyEnded(): string[] {
  return [...locallyEnded];
}
