import { EventEmitter, once } from "node:events";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { setImmediate as nextPass } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { AppError } from "@/lib/errors";
import { trustProxies } from "@/lib/http/client-address";
import { freePort } from "@/lib/testing/programs/application";
import { ARRIVED_HEADER, type Gate } from "./gate";
import { type RunningServer, type ServerOptions, startServer } from "./server";

const PATH = "/api/auth/callback/credentials";
const handled: string[] = [];
/** When the last form arrived, as the handler is told. */
let arrivedAt = 0;
const gate = vi.fn<Gate>();
/** The handler answers when it has resolved. */
let work: Promise<void> | undefined;
let port = 0;
let server: RunningServer;

const handle: ServerOptions["handle"] = async (request, response) => {
  arrivedAt = Number(request.headers[ARRIVED_HEADER]);
  handled.push(await text(request));
  await work;
  response.end("handled");
};

beforeAll(async () => {
  port = await freePort();
  server = await startServer({
    port,
    https: false,
    development: false,
    limits: { maxOpen: 100, stalledMs: 60_000 },
    isTrusted: trustProxies([]),
    browserOf: async () => null,
    routes: {},
    gates: { [PATH]: gate },
    handle,
  });
});
afterAll(() => server.close());
beforeEach(() => {
  handled.splice(0);
  work = undefined;
  gate.mockReset().mockResolvedValue(null);
});

const ask = async (method: string, path: string, body = "", headers: Record<string, string> = {}) => {
  const sameOrigin = { "sec-fetch-site": "same-origin", ...headers };
  const request = httpRequest({ port, host: "localhost", method, path, headers: sameOrigin }).end(body);
  const [response] = await once(request, "response");
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
};

/** Sends a form whose answer nobody waits for. */
function send(body: string) {
  const headers = { "sec-fetch-site": "same-origin" };
  const request = httpRequest({ port, host: "localhost", method: "POST", path: PATH, headers });
  return request.on("error", () => {}).end(body);
}

/** A form in which every character counts: a body that is read twice or half would show. */
const FORM = "username=Fédanoir%26&password=ñ ß".padEnd(4_000, "x");

test("a gate reads the whole form, and the handler reads it again", async () => {
  expect(await ask("POST", `${PATH}?a=1`, FORM)).toMatchObject({ status: 200, body: "handled" });
  expect(gate.mock.calls.map(([, body]) => body)).toEqual([FORM]);
  expect(handled).toEqual([FORM]);
  expect((await ask("POST", PATH)).status).toBe(200);
  expect(handled).toEqual([FORM, ""]);
});

/* Negative control: one mark that is omitted here, and another one in Next. */
test("byte order marks before a form reach neither gate nor handler", async () => {
  await ask("POST", PATH, `\ufeff\ufeff\ufeff${FORM}`.slice(0, 3_900));
  expect(gate.mock.calls.map(([, body]) => body)).toEqual([FORM.slice(0, 3_897)]);
  expect(handled).toEqual([FORM.slice(0, 3_897)]);
});

test("a form that arrives in pieces passes whole; one that never ends reaches neither gate nor handler", async () => {
  const head = `POST ${PATH} HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n`;
  const socket = connect(port, "localhost").setEncoding("utf8");
  socket.write(`${head}Content-Length: 6\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n`);
  await once(socket, "data"); // the server has the head
  socket.pause().write("ab");
  await new Promise((resolve) => setImmediate(resolve));
  socket.write("cd");
  await new Promise((resolve) => setImmediate(resolve));
  const lastPieceAt = performance.now();
  socket.write("ef");
  expect(await text(socket)).toContain("handled");
  // Negative control: the arrival of the first byte, with which a slow form tells how long its check takes.
  expect(arrivedAt).toBeGreaterThanOrEqual(lastPieceAt);
  expect(handled).toEqual(["abcdef"]);
  const withheld = connect(port, "localhost");
  withheld.write(`${head}Content-Length: 6\r\n\r\nabc`);
  await once(withheld, "connect");
  withheld.destroy();
  expect((await ask("POST", PATH, "next")).status).toBe(200);
  expect(handled).toEqual(["abcdef", "next"]);
});

test("the answer of a gate is sent with our headers, and the handler is not asked", async () => {
  gate.mockResolvedValue(Response.json({ error: "Wait" }, { status: 429, headers: { "Retry-After": "15" } }));
  expect(await ask("POST", PATH, FORM)).toMatchObject({
    status: 429,
    headers: { "retry-after": "15", "cache-control": "no-store", "x-content-type-options": "nosniff" },
    body: '{"error":"Wait"}',
  });
  expect(handled).toEqual([]);
});

test.each([
  ["another site's form", FORM, { "sec-fetch-site": "cross-site" }, 403],
  ["a long form", "x".repeat(4_097), {}, 413],
  ["a form without a length", "x", { "transfer-encoding": "chunked" }, 413],
])("%s reaches neither gate nor handler", async (_what, body, headers, status) => {
  expect((await ask("POST", PATH, body, headers)).status).toBe(status);
  expect(gate).not.toHaveBeenCalled();
  expect(handled).toEqual([]);
});

test("a gate that fails is answered with its code", async () => {
  gate.mockRejectedValue(new AppError("unavailable"));
  expect(await ask("POST", PATH, FORM)).toMatchObject({ status: 503, body: '{"error":"unavailable"}' });
});

test.each(["whenEnded", "whenDone"] as const)(
  "by %s a gate hears that the form was answered",
  async (when) => {
    const heard = vi.fn();
    gate.mockImplementation(async (_headers, _body, form) => {
      form[when](heard);
      return null;
    });
    await ask("POST", PATH, FORM);
    await vi.waitFor(() => expect(heard).toHaveBeenCalled());
  },
);

/* Negative control: a place that comes back with the connection, so that cut forms are bounded by nothing. */
test("a gate hears only from the handler that it is done with a form that is cut", async () => {
  const ended = vi.fn();
  const done = vi.fn();
  gate.mockImplementationOnce(async (_headers, _body, form) => {
    form.whenEnded(ended);
    form.whenDone(done);
    return null;
  });
  let finish = () => {};
  work = new Promise((resolve) => {
    finish = resolve;
  });
  const request = send(FORM);
  await vi.waitFor(() => expect(handled).toEqual([FORM]));
  request.destroy();
  await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce());
  for (let pass = 0; pass < 30; pass++) await nextPass();
  expect(done).not.toHaveBeenCalled();
  finish();
  await vi.waitFor(() => expect(done).toHaveBeenCalled());
});

/* Negative control: listening for "close", which has been before a slow gate asks for it. */
test("a gate hears at once that the client has gone while it was deciding", async () => {
  const asked = new EventEmitter();
  const ended = vi.fn();
  gate.mockImplementationOnce(async (_headers, _body, { whenEnded }) => {
    asked.emit("asked");
    await once(asked, "gone");
    whenEnded(ended);
    return null;
  });
  const isAsked = once(asked, "asked");
  const request = send(FORM);
  await isAsked;
  request.destroy();
  for (let n = 0; n < 3; n++) await ask("GET", "/"); // the server has seen the end of the other connection
  handled.splice(0);
  asked.emit("gone");
  await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce());
  expect(handled).toEqual([]);
});

test("a path in another spelling passes the same gate", async () => {
  expect((await ask("POST", PATH.replace("credentials", "%63redentials"), FORM)).status).toBe(200);
  expect(gate).toHaveBeenCalledOnce();
});

test("other methods and paths pass no gate", async () => {
  expect((await ask("GET", PATH)).status).toBe(200);
  expect((await ask("POST", `${PATH}/`, "x")).status).toBe(200);
  expect(gate).not.toHaveBeenCalled();
});
