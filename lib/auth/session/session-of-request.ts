import type { IncomingMessage } from "node:http";
import { openClaimedSession } from "@/lib/auth/session/session-cookie";

/** Address of a file of the build. They cost nothing, and a page asks for many at once. */
const STATIC = /^\/_next\/static\/(?!.*\.\.)[^%\\]*$/;

const SIGN_OUT = "/api/sign-out";

/**
 * Returns the session that a request claims, as a key of its turns (lib/server/session-turns.ts). The cookie
 * is opened, because the same session can be written in many ways. A copy with a former session key has other
 * turns than its owner. A sign-out has turns of its own: it must not wait for requests that hang.
 *
 * @returns null for a file of the build, and without a cookie of ours
 */
export async function sessionOfRequest({
  url,
  headers,
}: Pick<IncomingMessage, "url" | "headers">): Promise<string | null> {
  if (STATIC.test(url ?? "")) return null;
  const claims = await openClaimedSession(headers.cookie);
  if (!claims) return null;
  return url === SIGN_OUT ? `sign-out ${claims.sessionKeyHash}` : claims.sessionKeyHash;
}
