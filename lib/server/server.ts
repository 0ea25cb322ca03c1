import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { TrustedProxy } from "@/lib/http/client-address";
import { describeBug, log } from "@/lib/log";
import { answerPost, type PostHandler } from "@/lib/server/answer-post";
import { answerStream, type StreamHandler } from "@/lib/server/answer-stream";
import { isPlainTarget, trustHeaders } from "@/lib/server/incoming-headers";
import { securityHeaders, setHeaders } from "@/lib/server/security-headers";
import { beginStopping, runClosers } from "@/lib/shutdown";

/** Handler of a path that this server answers itself. It accepts one method. */
export type ServerRoute = { POST: PostHandler } | { GET: StreamHandler };

export interface ServerOptions {
  port: number;
  /** Whether users reach the server by https, through a proxy. */
  https: boolean;
  isTrusted: TrustedProxy;
  /** Handlers by path, for requests that do not go to `handle`. */
  routes: Record<string, ServerRoute>;
  /** Answers all other requests: the handler of Next. */
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

export interface RunningServer {
  /** Rejects new requests, finishes open ones within a limit, then runs the closers (lib/shutdown.ts). */
  close(): Promise<void>;
}

const MAX_HEADER_BYTES = 16 * 1024;
const HEADERS_TIMEOUT_MS = 15_000;
/** Long enough to upload a file of 100 000 users on a slow connection. */
const REQUEST_TIMEOUT_MS = 180_000;
/** Longer than the usual 60 s of proxies, so that a proxy never reuses a connection that is closed. */
const KEEP_ALIVE_MS = 75_000;
/** Time that requests in progress have when the server closes. */
const GRACE_MS = 3_000;
/** Time that the closers have. Data that is not written by then is lost, as after a kill. */
const CLOSING_MS = 1_500;
const CLOSE_IDLE_EVERY_MS = 50;
/** Time for the answer to an unparsable request to arrive, before the connection is cut. */
const UNPARSED_GRACE_MS = 1_000;

/**
 * Starts the server of the product in front of Next. It applies the rules of every request, whichever page
 * or handler answers.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const headers = securityHeaders(options.https);
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requireHostHeader: false, // rejected below, with our headers
  });
  server.on("request", (request, response) => {
    setHeaders(response, headers);
    if (!request.headers.host || !isPlainTarget(request.url)) return refuse(response, 400, "bad_request");
    trustHeaders(request, options.isTrusted);
    answer(options, request, response).catch((error: unknown) => {
      log.error({ event: "request.failed", ...describeBug(error) });
      refuse(response, 500, "internal");
    });
  });
  server.on("clientError", (error, socket) => refuseUnparsed(error, socket, headers));
  await listen(server, options.port);
  return { close: () => close(server) };
}

async function answer(
  { routes, handle }: ServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const route = routes[request.url?.split("?")[0] ?? ""];
  if (!route) return handle(request, response);
  if ("POST" in route && request.method === "POST") return answerPost(route.POST, request, response);
  if ("GET" in route && request.method === "GET") return answerStream(route.GET, request, response);
  response.setHeader("Allow", Object.keys(route).join(", "));
  refuse(response, 405, "method_not_allowed");
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => {
      server.removeListener("error", reject);
      resolve();
    });
  });
}

async function close(server: Server): Promise<void> {
  const ended = new Promise((resolve) => server.close(resolve));
  beginStopping();
  // A kept-alive connection becomes idle only after its last answer, so idle ones are closed repeatedly.
  const idle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS);
  await Promise.race([ended, sleep(GRACE_MS, undefined, { ref: false })]);
  clearInterval(idle);
  server.closeAllConnections();
  await Promise.race([runClosers(), sleep(CLOSING_MS, undefined, { ref: false })]);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify({ error: code }));
}

/**
 * Status lines for input that Node.js can't parse as a request, by its error code. All other errors are
 * answered 400.
 */
const UNPARSED_STATUS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

function refuseUnparsed(error: NodeJS.ErrnoException, socket: Duplex, headers: Record<string, string>): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = UNPARSED_STATUS[error.code ?? ""] ?? "400 Bad Request";
  const lines = Object.entries({ ...headers, Connection: "close", "Content-Length": "0" });
  socket.end(`HTTP/1.1 ${status}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`);
  // A client that keeps its end of the connection open must not keep ours open.
  setTimeout(() => socket.destroy(), UNPARSED_GRACE_MS).unref();
}
