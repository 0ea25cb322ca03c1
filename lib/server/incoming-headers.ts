import type { IncomingMessage } from "node:http";
import { ADDRESS_HEADER, clientAddress, type TrustedProxy } from "@/lib/http/client-address";
import { isRouterState, ROUTER_STATE_HEADER } from "@/lib/server/router-state";

/** Headers that only this server may set for its pages and handlers. They are removed from every request. */
const INTERNAL = /^(x-konekte-|x-middleware-|x-nonce$)/;
/** Headers that are kept only from configured proxies. */
const FORWARDED = /^(forwarded$|x-forwarded-|x-real-ip$)/;

/** A request by Next's router, and a prefetch by it of the only kind that the pages use. */
const ROUTER_HEADER = "rsc";
const PREFETCH_HEADER = "next-router-prefetch";
const PREFETCH = "1";

/** Removes the headers of a request that can't be trusted or read, and adds the address of the client. */
export function trustHeaders(request: IncomingMessage, isTrusted: TrustedProxy): void {
  const address = clientAddress(request, isTrusted);
  const behindProxy = isTrusted(request.socket.remoteAddress ?? "", 0);
  for (const name of Object.keys(request.headers)) {
    if (INTERNAL.test(name) || (!behindProxy && FORWARDED.test(name))) delete request.headers[name];
  }
  const state = request.headers[ROUTER_STATE_HEADER];
  if (state !== undefined && !isRouterState(String(state))) delete request.headers[ROUTER_STATE_HEADER];
  removeEarlyAnswers(request);
  if (address) request.headers[ADDRESS_HEADER] = address;
}

/**
 * Removes the headers for which Next ends its answer before it has made the page: no limit would see the rest
 * of that work. For other kinds of a prefetch it even begins the page twice.
 */
function removeEarlyAnswers({ method, headers }: IncomingMessage): void {
  if (method === "HEAD") delete headers[ROUTER_HEADER];
  if (headers[PREFETCH_HEADER] !== PREFETCH) delete headers[PREFETCH_HEADER];
}
