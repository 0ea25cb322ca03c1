import type { IncomingMessage } from "node:http";
import { ADDRESS_HEADER, clientAddress, type TrustedProxy } from "@/lib/http/client-address";

/** Headers that only this server may set for its pages and handlers. They are removed from every request. */
const INTERNAL = /^(x-konekte-|x-middleware-|x-nonce$)/;
/** Headers that are kept only from configured proxies. */
const FORWARDED = /^(forwarded$|x-forwarded-|x-real-ip$)/;

/** Removes the headers of a request that can't be trusted, and adds the address of the client. */
export function trustHeaders(request: IncomingMessage, isTrusted: TrustedProxy): void {
  const address = clientAddress(request, isTrusted);
  const behindProxy = isTrusted(request.socket.remoteAddress ?? "", 0);
  for (const name of Object.keys(request.headers)) {
    if (INTERNAL.test(name) || (!behindProxy && FORWARDED.test(name))) delete request.headers[name];
  }
  if (address) request.headers[ADDRESS_HEADER] = address;
}

/**
 * Returns whether a request target is a path that can be decoded. Rejects `//host`, `/\host` and absolute
 * addresses, because later code would read them as other hosts.
 */
export function isPlainTarget(target: string | undefined): boolean {
  if (!target || !/^\/(?![/\\])/.test(target)) return false;
  try {
    decodeURIComponent(target.split("?")[0] ?? "");
    return true;
  } catch {
    return false;
  }
}
