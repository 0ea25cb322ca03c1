import { createHash, randomBytes } from "node:crypto";

/** A new secret for one session: in the cookie only. */
export function newSessionKey(): string {
  return randomBytes(32).toString("base64url");
}

/** What the database keeps of it (`sessionKey`): reading the database lets nobody in. */
export function hashSessionKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
