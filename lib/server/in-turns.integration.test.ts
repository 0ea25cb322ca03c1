import { once } from "node:events";
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { setImmediate as nextPass } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { giveWay } from "@/lib/give-way";
import { freePort } from "@/lib/testing/programs/application";
import { inTurns } from "./in-turns";
import type { SharedTurns } from "./turn-limits";

let port = 0;
let server: Server;
/** The responses that the handler has got and not answered. */
let open: ServerResponse[];
let started: string[];
/** The ends of handlers whose work outlasts their request, in order. */
let works: (() => void)[];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  open = [];
  started = [];
  works = [];
  const handle = async ({ url = "" }: IncomingMessage, response: ServerResponse) => {
    started.push(url);
    open.push(response);
    if (url.startsWith("/fail")) throw new Error("a handler that fails");
    if (url.startsWith("/work")) await new Promise<void>((end) => works.push(end));
  };
  const sharedBy = async ({ headers, url = "" }: IncomingMessage): Promise<SharedTurns | null> => {
    const [path, network = ""] = url.split("?");
    const session = headers.cookie;
    if (path === "/file") return null;
    if (path === "/monitor") return { kind: "monitor", network };
    if (path?.startsWith("/form")) return { kind: "form", path, network };
    if (path === "/known") return { kind: "known-browser", network };
    if (!session) return { kind: "stranger", network };
    const userId = session.split("-")[0] ?? "";
    return { kind: path === "/sign-out" ? "sign-out" : "session", session, userId, network };
  };
  const turns = inTurns(handle, sharedBy);
  server = createServer((request, response) => {
    turns(request, response).catch(() => response.writeHead(500).end());
  });
  port = await freePort();
  await once(server.listen(port), "listening");
});
afterEach(() => {
  vi.useRealTimers();
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

/** Sends a request, and waits until it has arrived. */
async function arrive(cookie: string | null, path: string) {
  const arrived = once(server, "request");
  const asked = ask(cookie, path);
  await arrived;
  return asked;
}

async function askInOrder(cookie: string, count: number) {
  const asked = [];
  for (let n = 0; n < count; n++) asked.push(await arrive(cookie, `/${n}`));
  return asked;
}

/** Passes of the event loop in which a request that may begin has begun. */
const ENOUGH_PASSES = 30;
/** Longest real time of a wait, after which the test fails. */
const PATIENCE_MS = 5_000;

/** @param stepMs - time that passes in each pass of the event loop; `expect.poll` would let some pass, too */
async function passUntil(condition: () => boolean, stepMs: number): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!condition() && performance.now() < deadline) {
    if (stepMs > 0) await vi.advanceTimersByTimeAsync(stepMs);
    await nextPass();
  }
}

/** Expects that so many requests have begun, without time that passes. */
async function begun(count: number): Promise<void> {
  await passUntil(() => started.length >= count, 0);
  for (let pass = 0; pass < ENOUGH_PASSES; pass++) await nextPass();
  expect(started).toHaveLength(count);
}

/** Expects that one more request begins after a time (ms), and not sooner. */
async function begunAfter(ms: number, count: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms - 1);
  await begun(count - 1);
  await vi.advanceTimersByTimeAsync(1);
  await begun(count);
}

/** Expects that so many requests begin, some of them when seconds have passed. */
async function begunInTime(count: number): Promise<void> {
  await passUntil(() => started.length >= count, 100);
  await vi.advanceTimersByTimeAsync(2_000);
  await begun(count);
}

/** Waits until so many connections are open. It lets no time pass. */
async function untilConnected(count: number): Promise<void> {
  let open = Number.NaN;
  await passUntil(() => {
    void connections().then((now) => {
      open = now;
    });
    return open === count;
  }, 0);
  expect(open).toBe(count);
}

const connections = () => new Promise<number>((count) => server.getConnections((_error, now) => count(now)));

/* Negative control: without the turns all of them start at once. */
test("four requests of a session start, the others follow in order; another session does not wait", async () => {
  const asked = await askInOrder("a", 7);
  await begunInTime(4);
  ask("b", "/other");
  ask(null, "/anonymous");
  await begun(6);
  expect(started.slice(4).sort()).toEqual(["/anonymous", "/other"]);
  for (const response of [...open.slice(4), ...open.slice(0, 3)]) response.end();
  await Promise.all(asked.slice(0, 3).map(({ status }) => status));
  await begunInTime(9);
  expect(started.slice(6)).toEqual(["/4", "/5", "/6"]);
});

/* Negative controls: requests that all begin at once; a place that is free only when an answer ends. */
test("two requests of a session begin, and the next when one ends or a second has passed", async () => {
  await askInOrder("a", 4);
  await begun(2);
  await arrive("b", "/other");
  await begun(3);
  open[0]?.end();
  await begun(4);
  await begunAfter(1_000, 5);
  expect(started).toEqual(["/0", "/1", "/other", "/2", "/3"]);
});

/* Negative controls: turns by session alone, of which a user can have hundreds; by user alone, so that a copy
 * of one cookie delays the owner in every session. */
test("of one session two requests begin within a second, and of all sessions of its user four", async () => {
  for (let n = 0; n < 4; n++) await arrive("user-copied", `/${n}?${n}`);
  await begun(2);
  for (let n = 0; n < 2; n++) await arrive("user-own", `/${n}?own`);
  await begun(4);
  await arrive("user-third", "/5?third");
  await arrive("other-1", "/6?third");
  await begun(5);
  await vi.advanceTimersByTimeAsync(1_000);
  await begun(8);
});

/* Negative control: sign-outs by session alone. */
test("four sign-outs of all sessions of a user begin", async () => {
  for (let n = 0; n < 6; n++) await arrive(`user-${n}`, `/sign-out?${n}`);
  await begun(4);
  await vi.advanceTimersByTimeAsync(200);
  await begun(6);
});

/* Negative control: the end of the second and that of the answer each make a place free. */
test("a request that ends after its second makes no place free for another one to begin", async () => {
  for (let n = 0; n < 6; n++) await arrive("a", `/${n}?${n}`);
  await begun(2);
  await vi.advanceTimersByTimeAsync(1_000);
  await begun(4);
  for (const response of open.slice(0, 2)) response.end();
  await begun(4);
  open[2]?.end();
  await begun(5);
});

/* Negative control: a request that is gone is begun, and holds a place for a second. */
test("a request that is gone does not begin, and the next one takes its place", async () => {
  const asked = await askInOrder("a", 4);
  await begun(2);
  asked[2]?.abort();
  await untilConnected(3);
  open[0]?.end();
  await begun(3);
  expect(started).toEqual(["/0", "/1", "/3"]);
});

/* Negative control: a turn that comes back with the connection, while the page is still being made. */
test("a request that is cut keeps its turn until its handler is done", async () => {
  const asked = [0, 1, 2, 3].map((n) => ask("a", `/work/${n}`));
  await begunInTime(4);
  for (const request of asked) request.abort();
  await untilConnected(0);
  await arrive("a", "/next");
  await begun(4);
  works[0]?.();
  await begun(5);
});

/* Negative control: a turn that comes back when the handler is done, though Next goes on with the page. */
test("a request that is cut within its first second keeps the place of its beginning until then", async () => {
  const asked = await askInOrder("a", 4);
  await begun(2);
  asked[0]?.abort();
  await untilConnected(3);
  await vi.advanceTimersByTimeAsync(999);
  await begun(2);
  await vi.advanceTimersByTimeAsync(1);
  await begun(4);
});

/* Negative control: the same for a stranger. */
test("a stranger's request that is cut keeps its turn for its first 200 ms", async () => {
  const asked = [await arrive(null, "/0"), await arrive(null, "/1"), await arrive(null, "/2")];
  await begun(2);
  asked[0]?.abort();
  await untilConnected(2);
  await begun(2);
  await vi.advanceTimersByTimeAsync(200);
  await begun(3);
});

/* Negative control: a look at the connection after the handler, when it has closed in any case. */
test("a request that was answered gives back its turn when its handler is done, though its connection has closed", async () => {
  const [first] = [await arrive("a", "/work/0"), await arrive("a", "/1"), await arrive("a", "/2")];
  await begun(2);
  open[0]?.end();
  await first?.status;
  await untilConnected(2);
  await begun(2);
  works[0]?.();
  await begun(3);
});

/* Negative control: a handler that waits for ever for the rest of a body. */
test("a request that is cut gives its turn back after ten seconds at the latest", async () => {
  const asked = [0, 1, 2, 3].map((n) => ask("a", `/work/${n}`));
  await begunInTime(4);
  for (const request of asked) request.abort();
  await untilConnected(0);
  await arrive("a", "/next");
  await begun(4);
  await vi.advanceTimersByTimeAsync(10_000);
  await begun(5);
});

/* Negative control: a wait without an end behind requests that hang. */
test("a request that has waited for twenty seconds is refused", async () => {
  const asked = await askInOrder("a", 5);
  await begunInTime(4);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await asked[4]?.status).toEqual([429, "2"]);
  await begun(4);
});

/* Negative controls: strangers without turns; turns that a stranger who reads slowly keeps from others. */
test("two requests of strangers of a network begin, and the next ones when one ends or after 200 ms", async () => {
  for (let n = 0; n < 4; n++) await arrive(null, `/${n}?office`);
  await begun(2);
  await arrive(null, "/elsewhere?elsewhere");
  await arrive("a", "/user?office");
  await arrive(null, "/file");
  await begun(5);
  open[0]?.end();
  await begun(6);
  await begunAfter(200, 7);
});

/* Negative control: turns of strangers by network alone, so that many networks take all of the process. */
test("four requests of strangers of all networks begin, and do not keep a user waiting", async () => {
  for (let network = 0; network < 6; network++) await arrive(null, `/${network}?${network}`);
  await begun(4);
  await arrive("a", "/user?0");
  await begun(5);
  open[0]?.end();
  await begun(6);
});

/* Negative controls: turns of all short requests together; sign-outs in the turns of their session. */
test("forms of each kind, known browsers, monitors and sign-outs do not wait for strangers, nor for requests of a session", async () => {
  for (let n = 0; n < 4; n++) await arrive(null, `/${n}?${n}`);
  for (let n = 0; n < 2; n++) await arrive("a", `/${n}?0`);
  await begun(6);
  for (let n = 0; n < 4; n++) await arrive(null, `/form/1?${n}`);
  await begun(10);
  await arrive(null, "/form/2?0");
  await arrive(null, "/monitor?0");
  await arrive(null, "/known?0");
  await arrive("a", "/sign-out?0");
  await begun(14);
});

/* Negative control: a turn of a network whose time runs out while it waits for the turn of all strangers. */
test("of one network two requests at most wait for the turns of all strangers", async () => {
  for (const network of [1, 2]) for (let n = 0; n < 2; n++) await arrive(null, `/${n}?${network}`);
  for (let n = 0; n < 10; n++) await arrive(null, `/flood${n}?flood`);
  await begun(4);
  await vi.advanceTimersByTimeAsync(199);
  await arrive(null, "/honest?honest");
  await vi.advanceTimersByTimeAsync(1);
  await begun(7);
  expect(started.slice(4)).toEqual(["/flood0?flood", "/flood1?flood", "/honest?honest"]);
});

/* Negative control: turns that come back only when a handler has succeeded. */
test("a handler that fails gives its turns back", async () => {
  for (let n = 0; n < 4; n++) {
    const failed = ask("a", `/fail/${n}`);
    expect(await failed.status).toEqual([500, undefined]);
  }
  for (let n = 0; n < 2; n++) await arrive("a", `/${n}`);
  await begun(6);
});

/* Negative control: exports do not hear of the requests that are answered. */
test("large work gives way to a request until its handler is done", async () => {
  ask("b", "/work");
  await begun(1);
  let goesOn = false;
  void giveWay("a", 60_000).then(() => {
    goesOn = true;
  });
  open[0]?.end();
  for (let pass = 0; pass < ENOUGH_PASSES; pass++) await nextPass();
  expect(goesOn).toBe(false);
  works[0]?.();
  await nextPass();
  expect(goesOn).toBe(true);
});

/* Negative control: turns of the session alone, or of each network alone. */
test("requests of a session from another network do not wait, until six are answered", async () => {
  for (let network = 0; network < 5; network++) for (let n = 0; n < 5; n++) ask("a", `/${n}?${network}`);
  await begunInTime(6);
  for (let network = 0; network < 5; network++)
    expect(started.filter((url) => url.endsWith(`?${network}`)).length).toBeLessThanOrEqual(4);
  ask("b", "/other?0");
  await begun(7);
  for (let n = 0; n < 25; n++) {
    await passUntil(() => open.length > n, 0);
    open[n]?.end();
  }
  await begun(26);
});

/* Negative control: a refused request that keeps the turn of its network. */
test("when sixty-six requests of a session from many networks are under way, the next one gives its turn back", async () => {
  const asked = [];
  for (let network = 0; network < 16; network++)
    for (let n = 0; n < 4; n++) asked.push(ask("a", `/${n}?${network}`));
  for (let n = 0; n < 4; n++) asked.push(ask("a", `/${n}?last`));
  const statuses = asked.map(({ status }) => status.then(([code]) => code));
  await begunInTime(6);
  const refused = await Promise.race(statuses);
  expect(refused).toBe(429);
  for (let n = 0; n < 66; n++) {
    await passUntil(() => open.length > n, 0);
    open[n]?.end();
  }
  const codes = await Promise.all(statuses);
  expect(codes.filter((code) => code === 429)).toHaveLength(2);
  expect(codes.filter((code) => code === 200)).toHaveLength(66);
  for (let network = 0; network < 17; network++) {
    const path = network === 16 ? "last" : network;
    const before = started.length;
    const four = [0, 1, 2, 3].map((n) => ask("a", `/again${n}?${path}`));
    await begunInTime(before + 4);
    for (const response of open.slice(before)) response.end();
    await Promise.all(four.map(({ status }) => status));
  }
});

test("the sixty-fifth request of a session is refused with a wait, and the others are answered", async () => {
  const asked = await askInOrder("a", 65);
  expect(await asked.at(-1)?.status).toEqual([429, "2"]);
  for (let n = 0; n < 64; n++) {
    await passUntil(() => open.length > n, 0);
    open[n]?.end();
  }
  const statuses = await Promise.all(asked.slice(0, 64).map(({ status }) => status));
  expect(new Set(statuses.map(([status]) => status))).toEqual(new Set([200]));
});

/* Negative control: a turn that only the end of an answer gives back is lost for ever. */
test("a client that leaves gives back its turn, and is not answered when it only waited", async () => {
  const asked = await askInOrder("a", 6);
  await begunInTime(4);
  asked[4]?.abort();
  await untilConnected(5);
  asked[0]?.abort();
  await begunInTime(5);
  expect(started).toEqual(["/0", "/1", "/2", "/3", "/5"]);
});

/* Negative control: the end of the connection and that of its response each give the turn back. */
test("a request that is cut gives back one turn", async () => {
  const asked = await askInOrder("a", 8);
  await begunInTime(4);
  asked[0]?.abort();
  await begunInTime(5);
  expect(started).toEqual(["/0", "/1", "/2", "/3", "/4"]);
});

test("requests that wait on one connection give back all turns when it is cut", async () => {
  const socket = connect(port);
  await once(socket, "connect");
  socket.write("GET /p HTTP/1.1\r\nHost: x\r\nCookie: a\r\n\r\n".repeat(8));
  await begunInTime(4);
  socket.destroy();
  await untilConnected(0);
  await askInOrder("a", 4);
  await begunInTime(8);
  expect(started.slice(4)).toEqual(["/0", "/1", "/2", "/3"]);
});
