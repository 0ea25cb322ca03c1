import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";
import proxyAddr from "proxy-addr";

/** Set by the server on every request, after removing what the client sent under this name. */
export const ADDRESS_HEADER = "x-konekte-address";

/**
 * The address of the client: the socket's, or what trusted proxies report, read right to left.
 *
 * @param isTrusted - from {@link trustProxies}; forwarded headers of anyone else count for nothing
 * @returns IPv4 or IPv6 in canonical form (IPv4-mapped IPv6 as IPv4); null when it is no address
 */
export function clientAddress(request: IncomingMessage, isTrusted: TrustedProxy): string | null {
  try {
    return canonicalAddress(proxyAddr(request, isTrusted));
  } catch {
    return null; // a trusted proxy forwarded junk
  }
}

export type TrustedProxy = (address: string, hops: number) => boolean;

/** @param proxies - addresses, networks or the names of proxy-addr (`loopback`, …), as in TRUSTED_PROXIES */
export function trustProxies(proxies: string[]): TrustedProxy {
  return proxyAddr.compile(proxies);
}

/** @returns null for anything that is not an address, as with a port; the zone of a link-local one (`%eth0`) is dropped */
export function canonicalAddress(text: string): string | null {
  const [address = ""] = text.split("%");
  if (!ipaddr.isValid(address)) return null;
  return ipaddr.process(address).toString();
}

/** What the throttle counts by: the address, or the /64 that one IPv6 customer owns. */
export function addressBlock(address: string): string {
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return address;
  return ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString();
}
