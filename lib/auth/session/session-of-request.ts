import type { IncomingMessage } from "node:http";
import { openClaimedSession } from "@/lib/auth/session/session-cookie";
import { ADDRESS_HEADER, widestNetwork } from "@/lib/http/client-address";
import { ARRIVED_HEADER } from "@/lib/server/gate";
import type { SharedTurns } from "@/lib/server/session-turns";

/** Address of a file of the build. They cost nothing, and a page asks for many at once. */
const STATIC = /^\/_next\/static\/(?!.*\.\.)[^%\\]*$/;

/** Addresses that a monitor asks, which must not be refused because many strangers share its network. */
const HEALTH = /^\/api\/health(\/ready)?$/;

const SIGN_OUT = "/api/sign-out";

/**
 * Returns the session that a request claims and the network that it comes from, which share its turns
 * (lib/server/session-turns.ts). The cookie is opened, because the same session can be written in many ways.
 * A sign-out has turns of its own: it must not wait for requests that hang.
 *
 * @returns null for a file of the build, for a monitor, and for a form that a gate has passed (it needs no
 *   session, and must not wait behind requests that hang)
 */
export async function sessionOfRequest({
  url = "",
  headers,
}: Pick<IncomingMessage, "url" | "headers">): Promise<SharedTurns | null> {
  if (STATIC.test(url) || HEALTH.test(url) || headers[ARRIVED_HEADER]) return null;
  const claims = await openClaimedSession(headers.cookie);
  const key = claims && (url === SIGN_OUT ? `sign-out ${claims.sessionKeyHash}` : claims.sessionKeyHash);
  const address = headers[ADDRESS_HEADER];
  return { session: key, network: address ? widestNetwork(String(address)) : "unknown" };
}
