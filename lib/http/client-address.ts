import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";
import proxyAddr from "proxy-addr";

/** Header with the address of the client. The server sets it, after removing one that the client sent. */
export const ADDRESS_HEADER = "x-konekte-address";

/**
 * Returns the address of the client: that of the socket, or the one that trusted proxies report, read right
 * to left.
 *
 * @param isTrusted - from {@link trustProxies}; forwarded headers from other senders are ignored
 * @returns IPv4 or IPv6 in canonical form (IPv4-mapped IPv6 as IPv4); null when it is no address
 */
export function clientAddress(request: IncomingMessage, isTrusted: TrustedProxy): string | null {
  try {
    return canonicalAddress(proxyAddr(request, isTrusted));
  } catch {
    return null; // a trusted proxy forwarded an invalid value
  }
}

export type TrustedProxy = (address: string, hops: number) => boolean;

/** @param proxies - addresses, networks or the names of proxy-addr (`loopback`, …), as in TRUSTED_PROXIES */
export function trustProxies(proxies: string[]): TrustedProxy {
  return proxyAddr.compile(proxies);
}

/**
 * Returns an address in canonical form, without the zone of a link-local address (`%eth0`).
 *
 * @returns null for text that is not an address, such as one with a port
 */
export function canonicalAddress(text: string): string | null {
  const [address = ""] = text.split("%");
  if (!ipaddr.isValid(address)) return null;
  return ipaddr.process(address).toString();
}

/** Returns the key by which the clients of a network are counted together, also those without an address. */
export function networkOf(address: string | null): string {
  return address ? addressNetwork(address) : "unknown";
}

/**
 * Returns the network that one customer owns, and that the throttle counts by: an IPv4 address, or an IPv6
 * /64, in the notation of PostgreSQL's `inet`.
 */
export function addressNetwork(address: string): string {
  return shorten(address, 64);
}

/** Returns the largest network that one customer often has: an IPv4 address, or an IPv6 /48. */
export function widestNetwork(address: string): string {
  return shorten(address, 48);
}

function shorten(address: string, ipv6Bits: number): string {
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return address;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/${ipv6Bits}`).toString()}/${ipv6Bits}`;
}
