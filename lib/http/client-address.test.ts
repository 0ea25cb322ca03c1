import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import {
  addressNetwork,
  canonicalAddress,
  clientAddress,
  trustProxies,
  widestNetwork,
} from "./client-address";

test.each([
  ["without trusted proxies forwarded headers are ignored", [], "203.0.113.9", "10.1.1.1", "203.0.113.9"],
  ["a trusted proxy reports the client", ["loopback"], "127.0.0.1", "198.51.100.7", "198.51.100.7"],
  [
    "the list is read right to left, so that addresses from the client are ignored",
    ["loopback"],
    "::1",
    "1.2.3.4, 198.51.100.7",
    "198.51.100.7",
  ],
  [
    "a chain of trusted proxies reports the client",
    ["loopback", "10.0.0.0/8"],
    "127.0.0.1",
    "198.51.100.7, 10.0.0.2",
    "198.51.100.7",
  ],
  ["an IPv4-mapped IPv6 address becomes IPv4", [], "::ffff:203.0.113.9", undefined, "203.0.113.9"],
  ["an IPv6 address gets its canonical form", [], "2001:DB8:0:0::1", undefined, "2001:db8::1"],
  ["the zone of a link-local address is dropped", [], "fe80::1%eth0", undefined, "fe80::1"],
  ["an invalid value from a trusted proxy gives null", ["loopback"], "127.0.0.1", "<script>", null],
  ["an address with a port gives null", ["loopback"], "127.0.0.1", "198.51.100.7:1234", null],
])("%s", (_case, proxies, remoteAddress, forwarded, expected) => {
  expect(clientAddress(requestFrom(remoteAddress, forwarded), trustProxies(proxies))).toBe(expected);
});

test.each(["", "999.1.1.1", "1.2.3.4/24", "\u0000", "localhost"])("%j is not an address", (text) => {
  expect(canonicalAddress(text)).toBeNull();
});

test.each([
  ["203.0.113.9", "203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48"],
])("the throttle counts %s as %s, and the limit of connections as %s", (address, network, widest) => {
  expect([address].map(addressNetwork)).toEqual([network]);
  expect(widestNetwork(address)).toBe(widest);
});

/** Makes a request with all that proxy-addr reads: the address of the socket, and the headers. */
function requestFrom(remoteAddress: string, forwarded: string | undefined): IncomingMessage {
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  return Object.assign(Object.create(null), {
    socket: { remoteAddress },
    connection: { remoteAddress },
    headers,
  });
}
