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

const PROXY = "198.51.100.200";

function makeConnections(max: number) {
  const connections = makeOpenConnections(max, (address) => address === PROXY);
  const open = (...given: Parameters<typeof makeSocket>) => {
    const socket = makeSocket(...given);
    return { socket, full: connections.add(socket) };
  };
  /** Opens a connection of a browser in which somebody is signed in. */
  const openIn = (browser: string, ...given: Parameters<typeof makeSocket>) => {
    const { socket } = open(...given);
    connections.noteUser(socket, browser);
    return socket;
  };
  let browsers = 0;
  const openAsUser = (...given: Parameters<typeof makeSocket>) => openIn(`browser ${++browsers}`, ...given);
  return { open, openIn, openAsUser };
}

test("too many connections from one address cost it its oldest idle one, and nobody else any", () => {
  const { open } = makeConnections(4);
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
  const { open } = makeConnections(2);
  const oldest = open("203.0.113.9", true).socket;
  const other = open("203.0.113.9", true).socket;
  const newest = open("192.0.2.1").socket;
  expect([oldest, other, newest].map(({ destroyed }) => destroyed)).toEqual([true, false, false]);
});

test("the addresses of one IPv6 network of a customer count as one", () => {
  const { open } = makeConnections(4);
  const other = open("2001:db8:1::1").socket;
  const first = open("2001:db8:0:1::1").socket;
  open("192.0.2.1");
  open("2001:db8:0:2::2");
  open("198.51.100.1");
  expect([other, first].map(({ destroyed }) => destroyed)).toEqual([false, true]);
});

/* Negative control: connections of users and strangers counted as one. */
test("a flood from many addresses costs an office of users none of its connections", () => {
  const { open, openAsUser } = makeConnections(6);
  const office = ["192.0.2.1", "192.0.2.1", "192.0.2.1"].map((address) => openAsUser(address));
  const flood = Array.from({ length: 6 }, (_, n) => open(`203.0.113.${n}`).socket);
  expect(office.filter(({ destroyed }) => destroyed)).toEqual([]);
  expect(flood.filter(({ destroyed }) => !destroyed)).toEqual(flood.slice(3));
});

/* Negative control: users who lose none as long as strangers have more than a tenth. */
test("one network of users keeps at most half of the places when others come", () => {
  const { open, openAsUser } = makeConnections(6);
  const greedy = Array.from({ length: 5 }, () => openAsUser("203.0.113.9"));
  const office = Array.from({ length: 3 }, () => open("192.0.2.1").socket);
  expect(greedy.filter(({ destroyed }) => destroyed)).toEqual(greedy.slice(0, 2));
  expect(office.filter(({ destroyed }) => destroyed)).toEqual([]);
});

/* Negative control: the proxies as a network like others. */
test("the users behind the proxies keep more than half of the places", () => {
  const { open, openAsUser } = makeConnections(6);
  const behind = Array.from({ length: 5 }, () => openAsUser(PROXY));
  const flood = Array.from({ length: 3 }, (_, n) => open(`192.0.2.${n}`).socket);
  expect(behind.filter(({ destroyed }) => destroyed)).toEqual([]);
  expect(flood.filter(({ destroyed }) => !destroyed)).toEqual(flood.slice(2));
});

/* Negative control: any number of connections that count as a user's by one cookie. */
test("one cookie makes 64 connections those of a user, and the others stay those of strangers", async () => {
  const { open, openIn, openAsUser } = makeConnections(100);
  const office = Array.from({ length: 20 }, () => openAsUser("192.0.2.1"));
  const copies = Array.from({ length: 80 }, (_, n) => openIn("copied", `203.0.113.${n}`));
  open("198.51.100.1");
  expect(office.filter(({ destroyed }) => destroyed)).toEqual([]);
  expect(copies.filter(({ destroyed }) => destroyed)).toEqual([copies[64]]);
  await new Promise((resolve) => copies[0]?.destroy().once("close", resolve));
  const next = openIn("copied", "203.0.113.90");
  for (let n = 0; n < 20; n++) open(`198.51.100.${n + 2}`);
  expect(next.destroyed, "it has the place of the one that closed").toBe(false);
});

test("where all others are of users, the network with most of them loses its oldest idle one", () => {
  const { open, openAsUser } = makeConnections(4);
  const busy = openAsUser("203.0.113.9", true);
  const idle = openAsUser("203.0.113.9");
  const later = openAsUser("203.0.113.9");
  const office = openAsUser("192.0.2.1");
  const { socket: newest } = open("192.0.2.2");
  expect([busy, idle, later, office, newest].filter(({ destroyed }) => destroyed)).toEqual([idle]);
});

/* Negative control: strangers lose theirs as long as there is one. */
test("a user's connections leave strangers one place in ten", () => {
  const { open, openAsUser } = makeConnections(20);
  const users = Array.from({ length: 20 }, (_, n) => openAsUser(`203.0.113.${n}`));
  const strangers = Array.from({ length: 3 }, (_, n) => open(`192.0.2.${n}`).socket);
  expect(users.filter(({ destroyed }) => destroyed)).toEqual(users.slice(0, 2));
  expect(strangers.filter(({ destroyed }) => destroyed)).toEqual(strangers.slice(0, 1));
});

test("a connection that closes leaves its place", async () => {
  const { open } = makeConnections(2);
  const { socket } = open("192.0.2.1");
  open("192.0.2.1");
  await new Promise((resolve) => socket.destroy().once("close", resolve));
  expect(open("192.0.2.1").full).toBe(false);
  expect(open("192.0.2.1").full).toBe(true);
});

test("a user's connection that closes leaves its place, and is not counted twice", async () => {
  const { open, openAsUser } = makeConnections(2);
  const socket = openAsUser("192.0.2.1");
  open("192.0.2.1");
  await new Promise((resolve) => socket.destroy().once("close", resolve));
  expect(open("192.0.2.1").full).toBe(false);
  expect(open("192.0.2.1").full).toBe(true);
});
