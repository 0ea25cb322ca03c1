import type { IncomingMessage } from "node:http";
import { ADDRESS_HEADER, clientAddress, type TrustedProxy } from "@/lib/http/client-address";
import { isRouterState, ROUTER_STATE_HEADER } from "@/lib/server/router-state";

/** Headers that only this server may set for its pages and handlers. They are removed from every request. */
const INTERNAL = /^(x-konekte-|x-middleware-|x-nonce$)/;
/** Headers that are kept only from configured proxies. */
const FORWARDED = /^(forwarded$|x-forwarded-|x-real-ip$)/;

/** Removes the headers of a request that can't be trusted or read, and adds the address of the client. */
export function trustHeaders(request: IncomingMessage, isTrusted: TrustedProxy): void {
  const address = clientAddress(request, isTrusted);
  const behindProxy = isTrusted(request.socket.remoteAddress ?? "", 0);
  for (const name of Object.keys(request.headers)) {
    if (INTERNAL.test(name) || (!behindProxy && FORWARDED.test(name))) delete request.headers[name];
  }
  const state = request.headers[ROUTER_STATE_HEADER];
  if (state !== undefined && !isRouterState(String(state))) delete request.headers[ROUTER_STATE_HEADER];
  // Next would answer at once, and make the page afterwards for nobody: no limit would see that work.
  if (request.method === "HEAD") delete request.headers.rsc;
  if (address) request.headers[ADDRESS_HEADER] = address;
}
