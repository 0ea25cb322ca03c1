import { subscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import { Agent, request as httpRequest } from "node:http";
import { connect, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { onShutdown } from "@/lib/shutdown";
import { freePort } from "@/lib/testing/application";
import type { Post } from "./answer-post";
import { trustProxies } from "./client-address";
import { type RunningServer, type ServerOptions, startServer } from "./server";

const Accepted = z.object({ socket: z.instanceof(Socket) });

let port = 0;
let server: RunningServer | undefined;
afterEach(() => server?.close());

async function start(
  handle: ServerOptions["handle"],
  { https = false, routes = {} }: Partial<ServerOptions> = {},
): Promise<RunningServer> {
  port = await freePort();
  server = await startServer({ port, https, routes, isTrusted: trustProxies([]), handle });
  return server;
}

const answer: ServerOptions["handle"] = async (_request, response) => void response.end("ok");
const get = (path = "/", headers: Record<string, string> = {}) =>
  fetch(`http://localhost:${port}${path}`, { headers });

/** What fetch would not send. */
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
  ["nonsense\r\n\r\n", "400"],
  [`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${"a".repeat(64 * 1024)}\r\n\r\n`, "431"],
])("request %# is answered with its status, and the headers of every answer", async (text, status) => {
  await start(answer);
  const received = await send(text);
  expect(received.split("\r\n")[0]).toContain(` ${status} `);
  expect(received.toLowerCase()).toContain("x-content-type-options: nosniff");
});

test("who sends no request, and then never hangs up, is cut off", async () => {
  await start(answer);
  const accepted = new Promise<Socket>((resolve) => {
    subscribe("net.server.socket", (message) => resolve(Accepted.parse(message).socket));
  });
  const socket = connect({ port, host: "localhost", allowHalfOpen: true });
  socket.resume().write("nonsense\r\n\r\n");
  await once(socket, "end"); // has been answered, and keeps its own end open
  const served = await accepted;
  if (!served.destroyed) await once(served, "close");
  socket.destroy();
});

test("a handler that throws is a 500 without its words, and the server lives on", async () => {
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

describe("what the server answers itself", () => {
  const AGENT = new Agent({ keepAlive: true, maxSockets: 1 });
  const taken: string[] = [];
  async function take({ headers, body }: Post): Promise<void> {
    if (headers.has("x-forwarded-for")) throw new Error("believed a stranger");
    if (body === "no") throw new AppError("forbidden");
    taken.push(body);
  }
  const routes = { "/api/contact": { POST: take } };
  /** All on one connection: what one request leaves unread would be the next one's beginning. */
  const ask = async (method: string, path: string, body = "", headers: Record<string, string> = {}) => {
    const request = httpRequest({ port, host: "localhost", method, path, agent: AGENT, headers }).end(body);
    const [response] = await once(request, "response");
    return { status: response.statusCode, headers: response.headers, body: await text(response) };
  };
  afterAll(() => AGENT.destroy());

  test("is a POST to its path alone, whatever the query", async () => {
    await start(answer, { routes });
    expect((await ask("POST", "/api/contact?a=1", "yes")).status).toBe(204);
    expect(taken.splice(0)).toEqual(["yes"]);
    expect(await ask("GET", "/api/contact")).toMatchObject({ status: 405, headers: { allow: "POST" } });
    for (const path of ["/api/contact/", "/api/%63ontact", "/api/contact2", "/constructor", "/__proto__"]) {
      expect(await ask("POST", path, "yes"), path).toMatchObject({ status: 200, body: "ok" });
    }
    expect(taken).toEqual([]);
  });

  test("is answered in words of ours when it fails, and never kept; the connection serves the next", async () => {
    await start(answer, { routes });
    expect(await ask("POST", "/api/contact", "no")).toMatchObject({
      status: 403,
      headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" },
      body: '{"error":"forbidden"}',
    });
    const long = await ask("POST", "/api/contact", "a".repeat(100_000));
    expect(long).toMatchObject({
      status: 413,
      headers: { connection: "close" },
      body: '{"error":"too_large"}',
    });
    const unsaid = await ask("POST", "/api/contact", "yes", { "transfer-encoding": "chunked" });
    expect(unsaid.status).toBe(413);
    expect(await ask("POST", "/api/contact", "", { "content-length": "0" })).toMatchObject({
      status: 204,
      headers: { "cache-control": "no-store" },
    });
    expect(taken.splice(0)).toEqual([""]);
    expect((await ask("POST", "/api/contact", "yes", { "x-forwarded-for": "8.8.8.8" })).status).toBe(204);
    expect(taken.splice(0)).toEqual(["yes"]);
  });
});

test("HSTS is for https only", async () => {
  await start(answer, { https: true });
  expect((await get()).headers.get("strict-transport-security")).toContain("max-age=");
  await server?.close();
  await start(answer);
  expect((await get()).headers.has("strict-transport-security")).toBe(false);
});

test("closing lets the request in flight end, then closes the latest first, whatever fails", async () => {
  const order: string[] = [];
  onShutdown(async () => void order.push("database"));
  onShutdown(() => Promise.reject(new Error("no")));
  onShutdown(async () => void order.push("buffer"));
  const running = await start(async (_request, response) => {
    await sleep(300);
    order.push("answered");
    response.end("ok");
  });
  const answered = once(httpRequest({ port, host: "localhost" }).end(), "response");
  await sleep(100);
  await running.close();
  const [response] = await answered;
  expect(response.statusCode).toBe(200);
  expect(order).toEqual(["answered", "buffer", "database"]);
  await expect(get()).rejects.toThrow();
});
