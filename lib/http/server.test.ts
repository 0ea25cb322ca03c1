import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { onShutdown } from "@/lib/shutdown";
import { freePort } from "@/lib/testing/application";
import { trustProxies } from "./client-address";
import { type RunningServer, type ServerOptions, startServer } from "./server";

let port = 0;
let server: RunningServer | undefined;
afterEach(() => server?.close());

async function start(handle: ServerOptions["handle"], https = false): Promise<RunningServer> {
  port = await freePort();
  server = await startServer({ port, https, isTrusted: trustProxies([]), handle });
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

test("HSTS is for https only", async () => {
  await start(answer, true);
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
