import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { trustProxies } from "@/lib/http/client-address";
import { trustHeaders } from "./incoming-headers";

function requestFrom(remoteAddress: string, headers: Record<string, string>): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: remoteAddress });
  const request = new IncomingMessage(socket);
  Object.assign(request.headers, headers);
  return request;
}

const spoofed = {
  "x-konekte-address": "6.6.6.6",
  "x-konekte-path": "/admin",
  "x-middleware-subrequest": "middleware",
  "x-nonce": "known",
  "x-forwarded-for": "6.6.6.6",
  "x-forwarded-host": "evil.example",
  accept: "text/html",
};

test("headers that only the server may set are removed from a request", () => {
  const request = requestFrom("192.0.2.7", spoofed);
  trustHeaders(request, trustProxies([]));
  expect(request.headers).toEqual({ accept: "text/html", "x-konekte-address": "192.0.2.7" });
});

test("forwarded headers from a configured proxy are kept", () => {
  const request = requestFrom("127.0.0.1", { ...spoofed, "x-forwarded-for": "6.6.6.6, 192.0.2.7" });
  trustHeaders(request, trustProxies(["loopback"]));
  expect(request.headers).toMatchObject({
    "x-konekte-address": "192.0.2.7",
    "x-forwarded-host": "evil.example",
  });
  expect(request.headers).not.toHaveProperty("x-nonce");
});

/* Negative control: Next answers such a request at once, and makes its page afterwards. */
test.each([
  ["HEAD", false],
  ["GET", true],
])("a request by %s for Next's router stays one: %s", (method, stays) => {
  const request = requestFrom("192.0.2.7", { rsc: "1" });
  request.method = method;
  trustHeaders(request, trustProxies([]));
  expect("rsc" in request.headers).toBe(stays);
});

/* Negative control: kinds of a prefetch for which Next answers before it has made the page. */
test.each([
  ["1", true],
  ["2", false],
  ["3", false],
  ["1, 2", false],
])("a prefetch of the kind %s is kept: %s", (kind, kept) => {
  const request = requestFrom("192.0.2.7", { "next-router-prefetch": kind });
  trustHeaders(request, trustProxies([]));
  expect("next-router-prefetch" in request.headers).toBe(kept);
});

test("a router state that Next can't read is removed, and one that it can read is kept", () => {
  const sound = encodeURIComponent('["",{"children":["__PAGE__",{}]},null,"refetch"]');
  for (const [value, kept] of [
    [sound, true],
    ["%", false],
    [`${sound}, ${sound}`, false], // Node.js joins two lines
  ] as const) {
    const request = requestFrom("192.0.2.7", { "next-router-state-tree": value });
    trustHeaders(request, trustProxies([]));
    expect("next-router-state-tree" in request.headers, value).toBe(kept);
  }
});
