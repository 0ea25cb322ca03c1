import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { TrustedProxy } from "@/lib/http/client-address";
import { describeBug, log } from "@/lib/log";
import { acceptFirst } from "@/lib/server/accept-first";
import { answerPost, type PostHandler } from "@/lib/server/answer-post";
import { answerStream, type StreamHandler } from "@/lib/server/answer-stream";
import { type ConnectionLimits, limitConnections } from "@/lib/server/connection-limits";
import { type Gate, passGate } from "@/lib/server/gate";
import { trustHeaders } from "@/lib/server/incoming-headers";
import type { OpenConnections } from "@/lib/server/open-connections";
import { closeWith, refuse, refuseUnparsed } from "@/lib/server/refuse";
import { refusalByNext, refusalOf } from "@/lib/server/request-rules";
import { takeTurn } from "@/lib/server/request-turns";
import { securityHeaders, setHeaders } from "@/lib/server/security-headers";
import { beginStopping, runClosers } from "@/lib/shutdown";

/** Handler of a path that this server answers itself. It accepts one method. */
export type ServerRoute = { POST: PostHandler } | { GET: StreamHandler };

export interface ServerOptions {
  port: number;
  /** Whether users reach the server by https, through a proxy. */
  https: boolean;
  /** Whether Next runs with its tools of development. */
  development: boolean;
  isTrusted: TrustedProxy;
  limits: ConnectionLimits;
  /**
   * Returns a key of the user's browser that a request comes from; null for a stranger's. A flood of
   * strangers leaves the connections of such browsers.
   */
  browserOf: (request: IncomingMessage) => Promise<string | null>;
  /** Handlers by path, for requests that do not go to `handle`. */
  routes: Record<string, ServerRoute>;
  /** Gates by path, asked about a POST before `handle` receives it. */
  gates: Record<string, Gate>;
  /** Answers all other requests: the handler of Next. */
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

export interface RunningServer {
  /** Rejects new requests, finishes open ones within a limit, then runs the closers (lib/shutdown.ts). */
  close(): Promise<void>;
}

const MAX_HEADER_BYTES = 16 * 1024;
const HEADERS_TIMEOUT_MS = 15_000;
/** Interval at which Node.js closes connections that are past the timeout of headers or of a request. */
const CHECK_TIMEOUTS_EVERY_MS = 5_000;
/** Long enough to upload a file of 100 000 users on a slow connection. */
const REQUEST_TIMEOUT_MS = 180_000;
/** Longer than the usual 60 s of proxies, so that a proxy never reuses a connection that is closed. */
const KEEP_ALIVE_MS = 75_000;
/** Time that requests in progress have when the server closes. */
const GRACE_MS = 3_000;
/** Time that the closers have. Data that is not written by then is lost, as after a kill. */
const CLOSING_MS = 1_500;
const CLOSE_IDLE_EVERY_MS = 50;

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
    connectionsCheckingInterval: CHECK_TIMEOUTS_EVERY_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requireHostHeader: false, // rejected below, with our headers
  });
  const connections = limitConnections(server, options.limits, options.isTrusted);
  const afterAccepting = acceptFirst(server);
  const receive = (request: IncomingMessage, response: ServerResponse) => {
    const begin = () => {
      if (request.socket.destroyed) return; // no event will say so
      setHeaders(response, headers);
      answer(options, request, response).catch((error: unknown) => {
        log.error({ event: "request.failed", ...describeBug(error) });
        refuse(response, { status: 500, code: "internal" });
      });
    };
    takeTurn(response, () => {
      // A failure here meets the request itself, too.
      noteUser(options, connections, request).catch(() => {});
      afterAccepting(begin);
    });
  };
  server.on("request", receive);
  server.on("checkExpectation", receive); // an expectation that nobody knows is ignored, as RFC 9110 allows
  server.on("connect", (_request, socket) => closeWith("405 Method Not Allowed", socket, headers));
  server.on("clientError", (error, socket) => refuseUnparsed(error, socket, headers));
  await listen(server, options.port);
  return { close: () => close(server) };
}

async function noteUser(
  { browserOf }: ServerOptions,
  connections: OpenConnections,
  request: IncomingMessage,
): Promise<void> {
  const { socket } = request;
  const browser = connections.isOfStranger(socket) ? await browserOf(request) : null;
  if (browser) connections.noteUser(socket, browser);
}

async function answer(
  { routes, gates, isTrusted, development, handle }: ServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refusal = refusalOf(request);
  if (refusal) return refuse(response, refusal);
  trustHeaders(request, isTrusted);
  const path = request.url?.split("?")[0] ?? "";
  const route = routes[path];
  if (route) return answerRoute(route, request, response);
  const byNext = refusalByNext(request, development);
  if (byNext) return refuse(response, byNext);
  // Next decodes a path before it chooses the handler.
  const gate = request.method === "POST" ? gates[decodeURIComponent(path)] : undefined;
  return gate ? passGate(gate, request, response, handle) : handle(request, response);
}

async function answerRoute(
  route: ServerRoute,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if ("POST" in route && request.method === "POST") return answerPost(route.POST, request, response);
  if ("GET" in route && request.method === "GET") return answerStream(route.GET, request, response);
  const headers = { Allow: Object.keys(route).join(", ") };
  refuse(response, { status: 405, code: "method_not_allowed", headers });
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
