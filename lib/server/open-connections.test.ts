import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { makeOpenConnections } from "./open-connections";
import { takeTurn } from "./request-turns";

/** Makes a connection from an address; a busy one has a request that is not answered. */
function makeSocket(remoteAddress: string, busy = false): Socket {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: remoteAddress });
  if (busy) takeTurn(new ServerResponse(new IncomingMessage(socket)), () => {});
  return socket;
}

function makeConnections(max: number) {
  const connections = makeOpenConnections(max);
  return (...given: Parameters<typeof makeSocket>) => {
    const socket = makeSocket(...given);
    return { socket, full: connections.add(socket) };
  };
}

test("too many connections from one address cost it its oldest idle one, and nobody else any", () => {
  const open = makeConnections(4);
  const office = open("192.0.2.1").socket;
  const busy = open("203.0.113.9", true).socket;
  const idle = open("203.0.113.9").socket;
  const later = open("203.0.113.9").socket;
  expect([office, busy, idle, later].filter(({ destroyed }) => destroyed)).toEqual([]);
  const { socket: newest, full } = open("192.0.2.1");
  expect(full).toBe(true);
  expect(idle.destroyed).toBe(true);
  expect([office, busy, later, newest].filter(({ destroyed }) => destroyed)).toEqual([]);
});

test("an address with busy connections only loses the oldest", () => {
  const open = makeConnections(2);
  const oldest = open("203.0.113.9", true).socket;
  const other = open("203.0.113.9", true).socket;
  const newest = open("192.0.2.1").socket;
  expect([oldest, other, newest].map(({ destroyed }) => destroyed)).toEqual([true, false, false]);
});

test("the addresses of one IPv6 network count as one", () => {
  const open = makeConnections(3);
  const first = open("2001:db8::1").socket;
  open("192.0.2.1");
  open("2001:db8::2");
  open("198.51.100.1");
  expect(first.destroyed).toBe(true);
});

test("a connection that closes leaves its place", async () => {
  const open = makeConnections(2);
  const { socket } = open("192.0.2.1");
  open("192.0.2.1");
  await new Promise((resolve) => socket.destroy().once("close", resolve));
  expect(open("192.0.2.1").full).toBe(false);
  expect(open("192.0.2.1").full).toBe(true);
});
