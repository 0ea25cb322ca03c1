import { processWide } from "@/lib/process-wide";

/**
 * Hashes of the keys of sessions that ended here, and of which the database does not know it yet
 * (lib/sessions/deferred-sign-out/sign-out-later.ts).
 */
const denied = processWide("denied", () => new Set<string>());

export function isDenied(sessionKey: string): boolean {
  return denied.has(sessionKey);
}

export function deny(sessionKey: string): void {
  denied.add(sessionKey);
}

export function denyNoMore(sessionKey: string): void {
  denied.delete(sessionKey);
}

export function listDenied(): string[] {
  return [...denied];
}
