import { once } from "node:events";
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { setImmediate as nextPass } from "node:timers/promises";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { freePort } from "@/lib/testing/programs/application";
import { inSessionTurns } from "./session-turns";

let port = 0;
let server: Server;
/** The responses that the handler has got and not answered. */
let open: ServerResponse[];
let started: string[];

beforeEach(async () => {
  open = [];
  started = [];
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    started.push(request.url ?? "");
    open.push(response);
  };
  const sessionOf = async ({ headers, url }: IncomingMessage) => {
    const network = url?.split("?")[1] ?? "";
    return headers.cookie ? { session: headers.cookie, network } : null;
  };
  const turns = inSessionTurns(handle, sessionOf);
  server = createServer((request, response) => void turns(request, response));
  port = await freePort();
  await once(server.listen(port), "listening");
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Sends a request on a connection of its own. */
function ask(cookie: string | null, path = "/") {
  const request = get({ port, path, agent: false, headers: cookie ? { cookie } : {} });
  request.on("error", () => {});
  const status = once(request, "response").then(([response]) => {
    response.resume();
    return [response.statusCode, response.headers["retry-after"]];
  });
  status.catch(() => {});
  return { status, abort: () => request.destroy() };
}

/** Sends requests one after the other, so that they arrive in order. */
async function askInOrder(cookie: string, count: number, from = 0) {
  const asked = [];
  for (let n = from; n < from + count; n++) {
    const arrived = once(server, "request");
    asked.push(ask(cookie, `/${n}`));
    await arrived;
  }
  return asked;
}

/* Negative control: without the turns all of them start at once. */
test("four requests of a session start, the others follow in order; another session does not wait", async () => {
  const asked = await askInOrder("a", 7);
  await expect.poll(() => started).toEqual(["/0", "/1", "/2", "/3"]);
  ask("b", "/other");
  ask(null, "/anonymous");
  await expect.poll(() => started.slice(4).sort()).toEqual(["/anonymous", "/other"]);
  for (const response of [...open.slice(4), ...open.slice(0, 3)]) response.end();
  await Promise.all(asked.slice(0, 3).map(({ status }) => status));
  await expect.poll(() => started.slice(6)).toEqual(["/4", "/5", "/6"]);
});

/* Negative control: a request that waited starts as soon as it has its turn. */
test("a request that waited for its turn starts when no other session is answered", async () => {
  const asked = await askInOrder("a", 5);
  await expect.poll(() => started).toEqual(["/0", "/1", "/2", "/3"]);
  const other = ask("b", "/other");
  await expect.poll(() => started.at(-1)).toBe("/other");
  open[0]?.end();
  await asked[0]?.status;
  await nextPass();
  expect(started).not.toContain("/4");
  open.at(-1)?.end();
  await other.status;
  // Sooner than the second after which it would start in any case.
  await expect.poll(() => started.at(-1), { timeout: 500 }).toBe("/4");
});

/** Lets half a second pass, in which another session is answered. */
async function passHalfSecond(): Promise<void> {
  const path = `/other/${started.length}`;
  ask(path, path); // it counts for a second
  await expect.poll(() => started).toContain(path);
  await vi.advanceTimersByTimeAsync(500);
  await nextPass();
}
const startedOfSession = () => started.filter((path) => !path.includes("other"));
const connections = () => new Promise<number>((count) => server.getConnections((_error, now) => count(now)));

function fakeTimers(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
}

/** Sends seven requests of a session: one is answered, three wait. Another session is being answered, too. */
async function waitBehindOne() {
  fakeTimers();
  const asked = await askInOrder("a", 7);
  await expect.poll(() => started).toHaveLength(4);
  await passHalfSecond();
  for (const response of open.slice(0, 3)) response.end();
  await Promise.all(asked.slice(0, 3).map(({ status }) => status));
  return asked;
}

/* Negative controls: requests that give way at the same time, and start together; one that overtakes them. */
test("while another session is answered, one request that waited starts each second", async () => {
  await waitBehindOne();
  await askInOrder("a", 1, 7); // waits, too, although turns are free
  for (let half = 1; half <= 6; half++) {
    await passHalfSecond();
    expect(startedOfSession().slice(4)).toEqual(["/4", "/5", "/6"].slice(0, Math.floor(half / 2)));
  }
});

/* Negative control: a request that is gone keeps its place among those that give way. */
test("requests that are gone give way no longer, and the next one starts in their place", async () => {
  const asked = await waitBehindOne();
  const before = await connections();
  for (const request of asked.slice(4, 6)) request.abort();
  await expect.poll(connections).toBeLessThanOrEqual(before - 2);
  for (let half = 1; half <= 2; half++) await passHalfSecond();
  expect(startedOfSession().slice(4)).toEqual(["/6"]);
});

/* Negative control: a request that starts for one that is gone, and another when the time is over. */
test("four requests are answered at most, also when one is gone while it gives way", async () => {
  fakeTimers();
  const asked = await askInOrder("a", 5);
  await expect.poll(() => started).toHaveLength(4);
  await passHalfSecond();
  open[0]?.end();
  await asked[0]?.status;
  asked[4]?.abort();
  await expect.poll(connections).toBe(4); // three of this session, and one of another
  await askInOrder("a", 2, 5);
  for (let half = 1; half <= 2; half++) await passHalfSecond();
  expect(startedOfSession()).toEqual(["/0", "/1", "/2", "/3", "/5"]);
});

/* Negative control: a copied cookie that is used elsewhere makes its owner give way. */
test("a request that waits for a turn of its whole session does not give way", async () => {
  fakeTimers();
  for (let n = 0; n < 4; n++) ask("a", `/copy${n}?1`);
  await expect.poll(() => started).toHaveLength(4);
  for (let n = 0; n < 3; n++) ask("a", `/owner${n}?2`);
  ask("b", "/other");
  await expect.poll(() => started).toHaveLength(7);
  expect(started.filter((path) => path.includes("owner"))).toHaveLength(2);
  const [copy] = open;
  copy?.end();
  if (copy) await once(copy, "close");
  await nextPass();
  expect(started.filter((path) => path.includes("owner"))).toHaveLength(3);
});

/* Negative control: a request that gives way although its session has nothing else. */
test("a session of which nothing is answered starts the next request at once", async () => {
  const asked = await askInOrder("a", 5);
  await expect.poll(() => started).toHaveLength(4);
  ask("b", "/other");
  await expect.poll(() => started).toContain("/other");
  for (const response of open.slice(0, 4)) response.end();
  await Promise.all(asked.slice(0, 4).map(({ status }) => status));
  await nextPass();
  await expect.poll(() => started, { timeout: 500 }).toContain("/4");
});

/* Negative control: turns of the session alone, or of each network alone. */
test("requests of a session from another network do not wait, until six are answered", async () => {
  for (let network = 0; network < 5; network++) for (let n = 0; n < 5; n++) ask("a", `/${n}?${network}`);
  await expect.poll(() => started.length).toBe(6);
  for (let network = 0; network < 5; network++)
    expect(started.filter((url) => url.endsWith(`?${network}`)).length).toBeLessThanOrEqual(4);
  ask("b", "/other?0");
  await expect.poll(() => started.at(-1)).toBe("/other?0");
  for (let n = 0; n < 25; n++) {
    await expect.poll(() => open.length).toBeGreaterThan(n);
    open[n]?.end();
  }
  await expect.poll(() => started.length).toBe(26);
});

/* Negative control: a refused request that keeps the turn of its network. */
test("when sixty-six requests of a session from many networks are under way, the next one gives its turn back", async () => {
  const asked = [];
  for (let network = 0; network < 16; network++)
    for (let n = 0; n < 4; n++) asked.push(ask("a", `/${n}?${network}`));
  for (let n = 0; n < 4; n++) asked.push(ask("a", `/${n}?last`));
  const statuses = asked.map(({ status }) => status.then(([code]) => code));
  await expect.poll(() => started.length).toBe(6);
  const refused = await Promise.race(statuses);
  expect(refused).toBe(429);
  for (let n = 0; n < 66; n++) {
    await expect.poll(() => open.length).toBeGreaterThan(n);
    open[n]?.end();
  }
  const codes = await Promise.all(statuses);
  expect(codes.filter((code) => code === 429)).toHaveLength(2);
  expect(codes.filter((code) => code === 200)).toHaveLength(66);
  for (let network = 0; network < 17; network++) {
    const path = network === 16 ? "last" : network;
    const before = started.length;
    const four = [0, 1, 2, 3].map((n) => ask("a", `/again${n}?${path}`));
    await expect.poll(() => started.length).toBe(before + 4);
    for (const response of open.slice(before)) response.end();
    await Promise.all(four.map(({ status }) => status));
  }
});

test("the sixty-fifth request of a session is refused with a wait, and the others are answered", async () => {
  const asked = await askInOrder("a", 65);
  expect(await asked.at(-1)?.status).toEqual([429, "2"]);
  for (let n = 0; n < 64; n++) {
    await expect.poll(() => open.length).toBeGreaterThan(n);
    open[n]?.end();
  }
  const statuses = await Promise.all(asked.slice(0, 64).map(({ status }) => status));
  expect(new Set(statuses.map(([status]) => status))).toEqual(new Set([200]));
});

/* Negative control: a turn that only the end of an answer gives back is lost for ever. */
test("a client that leaves gives back its turn, and is not answered when it only waited", async () => {
  const asked = await askInOrder("a", 6);
  await expect.poll(() => started).toHaveLength(4);
  asked[4]?.abort();
  await expect.poll(() => new Promise((count) => server.getConnections((_error, now) => count(now)))).toBe(5);
  asked[0]?.abort();
  await expect.poll(() => started).toEqual(["/0", "/1", "/2", "/3", "/5"]);
});

/* Negative control: the end of the connection and that of its response each give the turn back. */
test("a request that is cut gives back one turn", async () => {
  const asked = await askInOrder("a", 8);
  await expect.poll(() => started).toHaveLength(4);
  asked[0]?.abort();
  await expect.poll(() => started).toContain("/4");
  await nextPass();
  await nextPass();
  expect(started).toEqual(["/0", "/1", "/2", "/3", "/4"]);
});

test("requests that wait on one connection give back all turns when it is cut", async () => {
  const socket = connect(port);
  await once(socket, "connect");
  socket.write("GET /p HTTP/1.1\r\nHost: x\r\nCookie: a\r\n\r\n".repeat(20));
  await expect.poll(() => started).toHaveLength(4);
  socket.destroy();
  await expect.poll(() => new Promise((count) => server.getConnections((_error, now) => count(now)))).toBe(0);
  await askInOrder("a", 4);
  await expect.poll(() => started.slice(4)).toEqual(["/0", "/1", "/2", "/3"]);
});
