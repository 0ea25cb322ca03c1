import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { EventEmitter, once } from "node:events";
import { request } from "node:http";
import { connect, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { trustProxies } from "@/lib/http/client-address";
import { countRefusedAnswer } from "@/lib/refused-requests";
import { onShutdown } from "@/lib/shutdown";
import { freePort } from "@/lib/testing/programs/application";
import { connectionLimits } from "./connection-limits";
import { type RunningServer, type ServerOptions, startServer } from "./server";

vi.mock("@/lib/refused-requests");

const Accepted = z.object({ socket: z.instanceof(Socket) });

let port = 0;
let server: RunningServer | undefined;
afterEach(async () => {
  vi.useRealTimers(); // closing the server needs them
  await server?.close();
});

async function start(
  handle: ServerOptions["handle"],
  { https = false, limits = connectionLimits() }: Partial<ServerOptions> = {},
): Promise<RunningServer> {
  port = await freePort();
  const isTrusted = trustProxies([]);
  server = await startServer({
    port,
    https,
    development: false,
    limits,
    browserOf: async () => null,
    routes: {},
    gates: {},
    isTrusted,
    handle,
  });
  return server;
}

const answer: ServerOptions["handle"] = async (_request, response) => void response.end("ok");
const get = () => fetch(`http://localhost:${port}/`);

/** Sends a text that fetch would not send, and returns everything that the server writes until it closes. */
async function send(text: string): Promise<string> {
  const socket = connect(port, "localhost").setEncoding("utf8");
  let received = "";
  socket.on("data", (chunk: string) => {
    received += chunk;
  });
  socket.write(text);
  await once(socket, "close");
  return received;
}

test.each([
  ["GET /% HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "400"],
  ["GET //evil HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "400"],
  ["GET http://evil/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "400"],
  ["GET / HTTP/1.1\r\nConnection: close\r\n\r\n", "400"],
  ["GET / HTTP/1.1\r\nHost: x\r\nhost: y\r\nConnection: close\r\n\r\n", "400"],
  ["GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n", "400"],
  ["POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n", "405"],
  ["POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", "405"],
  ["TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "405"],
  ["PROPFIND / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "405"],
  ["CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n", "405"],
  ["GET /_next/image HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "404"],
  ["POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "400"],
  ["POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "400"],
  ["nonsense\r\n\r\n", "400"],
  [`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${"a".repeat(64 * 1024)}\r\n\r\n`, "431"],
])(
  "invalid request %# is answered with its status and the security headers, and counted",
  async (text, status) => {
    await start(answer);
    vi.mocked(countRefusedAnswer).mockClear();
    const received = await send(text);
    expect(received.split("\r\n")[0]).toContain(` ${status} `);
    expect(received.toLowerCase()).toContain("x-content-type-options: nosniff");
    expect(vi.mocked(countRefusedAnswer).mock.calls).toEqual([[Number(status)]]);
  },
);

test("a client that sends nonsense and stays connected is answered, then cut off after a second", async () => {
  await start(answer);
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const accepted = nextAccepted();
  const socket = connect({ port, host: "localhost", allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  socket.resume().write("nonsense\r\n\r\n");
  await once(socket, "end"); // the answer has arrived; the client keeps its end open
  const served = await accepted;
  vi.advanceTimersByTime(999);
  expect(served.destroyed).toBe(false);
  vi.advanceTimersByTime(1);
  expect(served.destroyed).toBe(true);
});

/* Negative control: without a listener for errors the reset is an uncaught exception, which fails the run. */
test("a connection that is reset after CONNECT ends without an uncaught error", async () => {
  await start(answer);
  for (let n = 0; n < 5; n++) {
    const accepted = nextAccepted();
    const socket = connect(port, "localhost");
    socket.on("error", () => {});
    socket.write("CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n");
    const served = await accepted;
    const closed = new Promise((resolve) => served.once("close", resolve)); // `once` would listen for errors
    socket.resetAndDestroy();
    await closed;
  }
  expect((await get()).status).toBe(200);
});

/** Resolves to the server's socket of the next connection. */
function nextAccepted(): Promise<Socket> {
  return new Promise((resolve) => {
    subscribe("net.server.socket", function accept(message) {
      unsubscribe("net.server.socket", accept);
      resolve(Accepted.parse(message).socket);
    });
  });
}

test("a handler that throws is answered 500 without its message, and the server keeps running", async () => {
  let calls = 0;
  await start(async (_request, response) => {
    if (calls++ === 0) throw new Error("secret detail");
    response.end("ok");
  });
  const broken = await get();
  expect(broken.status).toBe(500);
  expect(await broken.text()).not.toContain("secret");
  expect((await get()).status).toBe(200);
});

test("HSTS is sent with https only, and binds sub-domains", async () => {
  await start(answer, { https: true });
  expect((await get()).headers.get("strict-transport-security")).toBe("max-age=31536000; includeSubDomains");
  await server?.close();
  await start(answer);
  expect((await get()).headers.has("strict-transport-security")).toBe(false);
});

test("closing rejects new requests, finishes those in progress, then runs all closers, latest first", async () => {
  const order: string[] = [];
  onShutdown(async () => void order.push("database"));
  onShutdown(() => Promise.reject(new Error("no")));
  onShutdown(async () => void order.push("buffer"));
  const handler = new EventEmitter();
  const running = await start(async (_request, response) => {
    handler.emit("asked");
    await once(handler, "finish");
    order.push("answered");
    response.end("ok");
  });
  const asked = once(handler, "asked");
  const answered = once(request({ port, host: "localhost" }).end(), "response");
  await asked;
  const closed = running.close();
  await expect(get()).rejects.toThrow("fetch failed");
  expect(order).toEqual([]);
  handler.emit("finish");
  const [response] = await answered;
  expect(response.statusCode).toBe(200);
  expect(await text(response)).toBe("ok");
  await closed;
  expect(order).toEqual(["answered", "buffer", "database"]);
});
