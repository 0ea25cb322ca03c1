import { createHash, randomBytes } from "node:crypto";

/** Creates the secret of a session: 256 random bits in base64url. Only the cookie holds it. */
export function makeSessionKey(): string {
  return randomBytes(32).toString("base64url");
}

/** Returns the SHA-256 of a secret in hex. The database stores only this, so its content opens no session. */
export function hashSessionKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
