import { once } from "node:events";
import { Agent, request as httpRequest } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { trustProxies } from "@/lib/http/client-address";
import { freePort } from "@/lib/testing/programs/application";
import type { Post } from "./answer-post";
import { connectionLimits } from "./connection-limits";
import { type RunningServer, type ServerOptions, startServer } from "./server";

const AGENT = new Agent({ keepAlive: true, maxSockets: 1 });
const received: string[] = [];
let port = 0;
let server: RunningServer;

async function receive({ headers, body }: Post): Promise<void> {
  if (headers.has("x-forwarded-for")) throw new Error("kept a forwarded header of an untrusted client");
  if (body === "no") throw new AppError("forbidden");
  received.push(body);
}
const routes = { "/api/contact": { POST: receive } };

/** Sends a request. All use one connection, so that an unread body would break the next request. */
const ask = async (method: string, path: string, body = "", headers: Record<string, string> = {}) => {
  const request = httpRequest({ port, host: "localhost", method, path, agent: AGENT, headers }).end(body);
  const [response] = await once(request, "response");
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
};

beforeAll(async () => {
  port = await freePort();
  const handle: ServerOptions["handle"] = async (_request, response) => void response.end("ok");
  const limits = connectionLimits();
  const isTrusted = trustProxies([]);
  server = await startServer({
    port,
    https: false,
    development: false,
    limits,
    browserOf: async () => null,
    routes,
    gates: {},
    isTrusted,
    handle,
  });
});
afterAll(async () => {
  AGENT.destroy();
  await server.close();
});

test("a server route answers only POST to its exact path, with any query", async () => {
  expect((await ask("POST", "/api/contact?a=1", "yes")).status).toBe(204);
  expect(received.splice(0)).toEqual(["yes"]);
  expect(await ask("GET", "/api/contact")).toMatchObject({ status: 405, headers: { allow: "POST" } });
  for (const path of ["/api/contact/", "/api/contact2", "/api/constructor", "/api/__proto__"]) {
    expect(await ask("POST", path, "yes"), path).toMatchObject({ status: 200, body: "ok" });
  }
  for (const path of ["/constructor", "/toString"]) {
    expect(await ask("GET", path), path).toMatchObject({ status: 200, body: "ok" });
  }
  expect(await ask("POST", "/%61pi/contact", "yes")).toMatchObject({ status: 404 });
  expect(received).toEqual([]);
});

test("a failing route answers our error code, uncached; the connection takes the next request", async () => {
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
  expect(received.splice(0)).toEqual([""]);
  expect((await ask("POST", "/api/contact", "yes", { "x-forwarded-for": "8.8.8.8" })).status).toBe(204);
  expect(received.splice(0)).toEqual(["yes"]);
});
