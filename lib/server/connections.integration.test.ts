import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { trustProxies } from "@/lib/http/client-address";
import { freePort } from "@/lib/testing/programs/application";
import { type ConnectionLimits, connectionLimits } from "./connection-limits";
import { type RunningServer, startServer } from "./server";

let port = 0;
let server: RunningServer | undefined;
/** Responses that reached the handler, in their order. The tests answer them. */
const handed: ServerResponse[] = [];
const browserOf = vi.fn(async ({ headers }: IncomingMessage) =>
  headers.cookie === "of a user" ? headers.cookie : null,
);
const paths = () => handed.map(({ req }) => req.url);

async function start(limits: Partial<ConnectionLimits> = {}): Promise<void> {
  port = await freePort();
  server = await startServer({
    port,
    https: false,
    development: false,
    isTrusted: trustProxies([]),
    limits: { ...connectionLimits(), stalledMs: 60_000, ...limits },
    browserOf,
    routes: {},
    gates: {},
    handle: async (_request, response) => void handed.push(response),
  });
}
afterEach(async () => {
  handed.length = 0;
  browserOf.mockClear();
  await server?.close();
});

/** Opens a connection and writes a GET for each path at once. */
function pipeline(targets: string[], headers = ""): Socket {
  const socket = connect(port, "localhost");
  onTestFinished(() => void socket.destroy());
  socket.on("error", () => {}); // a reset; "close" follows
  socket.write(targets.map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`).join(""));
  return socket;
}

/** Waits until so many requests have reached the handler, and returns the latest. */
async function nthHanded(count: number): Promise<ServerResponse> {
  await vi.waitUntil(() => handed.length >= count);
  const response = handed[count - 1];
  if (!response) throw new Error("the request has not arrived");
  return response;
}

test("requests that are sent without waiting are handled one after the other", async () => {
  await start();
  const socket = pipeline(["/1", "/2", "/3"]);
  const received = text(socket);
  for (const nth of [1, 2, 3]) {
    const response = await nthHanded(nth);
    expect(paths()).toEqual(["/1", "/2", "/3"].slice(0, nth));
    response.setHeader("Connection", nth === 3 ? "close" : "keep-alive").end(`answer ${nth}`);
  }
  expect((await received).match(/answer \d/g)).toEqual(["answer 1", "answer 2", "answer 3"]);
});

test("a connection with more than eight unanswered requests is closed, and one has been handled", async () => {
  await start();
  const socket = pipeline(["/"]);
  const response = await nthHanded(1);
  const closed = once(socket, "close");
  socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(800));
  await closed;
  await vi.waitUntil(() => response.closed);
  expect(handed).toHaveLength(1);
  // Negative control: the cookies of requests that are never handled are opened, too, and cost as much.
  expect(browserOf).toHaveBeenCalledOnce();
});

/* Negative control: a first request that begins although its connection is closed already. */
test("a connection that sends more than eight requests at once is closed, and none has been handled", async () => {
  await start();
  await once(pipeline(Array<string>(800).fill("/")), "close");
  const other = pipeline(["/other"]);
  (await nthHanded(1)).end();
  await once(other, "data");
  expect(paths()).toEqual(["/other"]);
});

test("eight unanswered requests are all answered", async () => {
  await start();
  const socket = pipeline(Array<string>(8).fill("/"));
  for (let nth = 1; nth <= 8; nth++) (await nthHanded(nth)).end("ok");
  const again = once(socket, "data");
  socket.write("GET /again HTTP/1.1\r\nHost: x\r\n\r\n");
  (await nthHanded(9)).end("ok");
  await again;
});

test("requests that wait when their connection closes are never handled", async () => {
  await start();
  const socket = pipeline(["/1", "/2", "/3"]);
  const first = await nthHanded(1);
  socket.destroy();
  await vi.waitUntil(() => first.closed);
  const other = pipeline(["/other"]);
  (await nthHanded(2)).end();
  await once(other, "data");
  expect(paths()).toEqual(["/1", "/other"]);
});

test("a request behind one that closes the connection is never handled", async () => {
  await start();
  const socket = pipeline(["/1", "/2"], "Connection: close\r\n");
  (await nthHanded(1)).end("ok");
  await once(socket.resume(), "close");
  expect(paths()).toEqual(["/1"]);
});

test("a refused request is answered after the one before it", async () => {
  await start();
  const socket = pipeline(["/1", "/%"]);
  const received = text(socket);
  (await nthHanded(1)).end("ok");
  await once(socket, "data");
  socket.end();
  expect((await received).match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 400"]);
});

test("nonsense behind a request whose answer has begun cuts the connection without another answer", async () => {
  await start();
  const socket = pipeline(["/1"]);
  const received = text(socket);
  (await nthHanded(1)).writeHead(200, { "Content-Length": "100" }).write("begin");
  await once(socket, "data");
  socket.write("nonsense\r\n\r\n");
  expect((await received).match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200"]);
});

/* Negative control: the oldest idle connection of the address, whoever it belongs to. */
test("on a full server the connection of a user outlives those of strangers", async () => {
  await start({ maxOpen: 2 });
  const user = pipeline(["/1"], "Cookie: of a user\r\n");
  (await nthHanded(1)).end("ok");
  await once(user, "data");
  const stranger = pipeline(["/2"]);
  (await nthHanded(2)).end("ok");
  await once(stranger, "data");
  const closed = Promise.race(
    [user, stranger].map(async (socket) => once(socket, "close").then(() => socket)),
  );
  pipeline(["/3"]);
  expect(await closed).toBe(stranger);
  const again = once(user, "data");
  user.write("GET /4 HTTP/1.1\r\nHost: x\r\n\r\n");
  (await nthHanded(4)).end("ok");
  await again;
});

test("a client that reads nothing of its answer loses the connection", async () => {
  await start({ stalledMs: 50 });
  pipeline(["/"]).pause();
  const response = await nthHanded(1);
  response.end(Buffer.alloc(64 * 1024 * 1024)); // more than the buffers of the system take
  await once(response, "close");
  expect(response.req.socket.destroyed).toBe(true);
});

test("a connection that waits for its handler outlives the time of a stalled one", async () => {
  await start({ stalledMs: 50 });
  const socket = pipeline(["/"]);
  const response = await nthHanded(1);
  await once(response.req.socket, "timeout");
  response.end("late");
  expect(String(await once(socket, "data"))).toContain("late");
});

test("a connection that sends nothing is closed", async () => {
  await start({ stalledMs: 50 });
  await once(pipeline([]), "close");
});
