import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { addressBlock, canonicalAddress, clientAddress, trustProxies } from "./client-address";

test.each([
  ["nobody is trusted: forwarded headers count for nothing", [], "203.0.113.9", "10.1.1.1", "203.0.113.9"],
  ["a trusted proxy reports the client", ["loopback"], "127.0.0.1", "198.51.100.7", "198.51.100.7"],
  [
    "read right to left: what the client wrote stays behind",
    ["loopback"],
    "::1",
    "1.2.3.4, 198.51.100.7",
    "198.51.100.7",
  ],
  [
    "a chain of trusted proxies",
    ["loopback", "10.0.0.0/8"],
    "127.0.0.1",
    "198.51.100.7, 10.0.0.2",
    "198.51.100.7",
  ],
  ["IPv4-mapped IPv6 is IPv4", [], "::ffff:203.0.113.9", undefined, "203.0.113.9"],
  ["IPv6 in one spelling", [], "2001:DB8:0:0::1", undefined, "2001:db8::1"],
  ["a zone is this machine's own business", [], "fe80::1%eth0", undefined, "fe80::1"],
  ["junk from a trusted proxy is no address", ["loopback"], "127.0.0.1", "<script>", null],
  ["nor is an address with a port", ["loopback"], "127.0.0.1", "198.51.100.7:1234", null],
])("%s", (_case, proxies, remoteAddress, forwarded, expected) => {
  expect(clientAddress(requestFrom(remoteAddress, forwarded), trustProxies(proxies))).toBe(expected);
});

test.each(["", "999.1.1.1", "1.2.3.4/24", "\u0000", "localhost"])("%j is no address", (text) => {
  expect(canonicalAddress(text)).toBeNull();
});

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"],
])("%s counts as %s", (address, block) => {
  expect(addressBlock(address)).toBe(block);
});

/** proxy-addr reads the socket's address and the headers only. */
function requestFrom(remoteAddress: string, forwarded: string | undefined): IncomingMessage {
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  return Object.assign(Object.create(null), {
    socket: { remoteAddress },
    connection: { remoteAddress },
    headers,
  });
}
