import type { IncomingMessage } from "node:http";
import { openClaimedSession } from "@/lib/auth/session/session-cookie";
import { ADDRESS_HEADER, widestNetwork } from "@/lib/http/client-address";
import { ARRIVED_HEADER } from "@/lib/server/gate";
import type { SharedTurns } from "@/lib/server/session-turns";

/** Address of a file of the build. They cost nothing, and a page asks for many at once. */
const STATIC = /^\/_next\/static\/(?!.*\.\.)[^%\\]*$/;

/** Addresses that a monitor asks. They have turns of their own: a flood of strangers must not fail it. */
const HEALTH = ["/api/health", "/api/health/ready"];

/** The form whose gate only reads it. The other gates bound their forms. */
const PREFERENCES = "/api/preferences";

const SIGN_OUT = "/api/sign-out";

/**
 * Returns the session that a request claims and the network that it comes from, which share its turns
 * (lib/server/session-turns.ts). The cookie is opened, because the same session can be written in many ways.
 *
 * @returns null for a file of the build, and for a form that a gate has bounded (it needs no session, and
 *   must not wait behind requests that hang)
 */
export async function sessionOfRequest({
  url = "",
  headers,
}: Pick<IncomingMessage, "url" | "headers">): Promise<SharedTurns | null> {
  const path = decodeURIComponent(url.split("?")[0] ?? "");
  if (STATIC.test(url) || (headers[ARRIVED_HEADER] && path !== PREFERENCES)) return null;
  const address = headers[ADDRESS_HEADER];
  const network = address ? widestNetwork(String(address)) : "unknown";
  if (HEALTH.includes(path)) return { kind: "monitor", network };
  const claims = await openClaimedSession(headers.cookie);
  if (!claims) return { kind: "stranger", network };
  return { kind: path === SIGN_OUT ? "sign-out" : "session", session: claims.sessionKeyHash, network };
}
