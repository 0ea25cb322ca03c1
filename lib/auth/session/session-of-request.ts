import type { IncomingMessage } from "node:http";
import { openClaimedSession } from "@/lib/auth/session/session-cookie";
import { ADDRESS_HEADER, networkOf } from "@/lib/http/client-address";
import { ARRIVED_HEADER } from "@/lib/server/gate";

/** Address of a file of the build. They cost nothing, and a page asks for many at once. */
const STATIC = /^\/_next\/static\/(?!.*\.\.)[^%\\]*$/;

const SIGN_OUT = "/api/sign-out";

/**
 * Returns the session that a request claims and the network that it comes from, as a key of its turns
 * (lib/server/session-turns.ts). The cookie is opened, because the same session can be written in many ways.
 * A copy of the cookie has other turns than its owner, when it is used elsewhere or has a former session key.
 * A sign-out has turns of its own: it must not wait for requests that hang.
 *
 * @returns null for a file of the build, for a form that a gate has passed (the gate counts the forms that it
 *   lets in until they are answered, so they must not wait for anybody), and without a cookie of ours
 */
export async function sessionOfRequest({
  url,
  headers,
}: Pick<IncomingMessage, "url" | "headers">): Promise<string | null> {
  if (STATIC.test(url ?? "") || headers[ARRIVED_HEADER]) return null;
  const claims = await openClaimedSession(headers.cookie);
  if (!claims) return null;
  const address = headers[ADDRESS_HEADER];
  const key = `${claims.sessionKeyHash} ${networkOf(address ? String(address) : null)}`;
  return url === SIGN_OUT ? `sign-out ${key}` : key;
}
