import type { IncomingMessage } from "node:http";
import { ADDRESS_HEADER, clientAddress, type TrustedProxy } from "@/lib/http/client-address";

/** What only the server itself may say to its pages and handlers; a client that sends these says nothing. */
const INTERNAL = /^(x-konekte-|x-middleware-|x-nonce$)/;
/** Believed from configured proxies alone. */
const FORWARDED = /^(forwarded$|x-forwarded-|x-real-ip$)/;

/** Leaves of a request's headers what may be believed, and adds the client's address. */
export function trustHeaders(request: IncomingMessage, isTrusted: TrustedProxy): void {
  const address = clientAddress(request, isTrusted);
  const behindProxy = isTrusted(request.socket.remoteAddress ?? "", 0);
  for (const name of Object.keys(request.headers)) {
    if (INTERNAL.test(name) || (!behindProxy && FORWARDED.test(name))) delete request.headers[name];
  }
  if (address) request.headers[ADDRESS_HEADER] = address;
}

/** A path that can be decoded. `//host`, `/\host` and whole addresses would be taken for other hosts further on. */
export function isPlainTarget(target: string | undefined): boolean {
  if (!target || !/^\/(?![/\\])/.test(target)) return false;
  try {
    decodeURIComponent(target.split("?")[0] ?? "");
    return true;
  } catch {
    return false;
  }
}
