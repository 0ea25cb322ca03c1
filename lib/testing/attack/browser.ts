import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { errorCode } from "@/lib/error-code";
import { cookieJar } from "@/lib/simulator/browser";

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A browser at one address of loopback, from which its connections come. */
export interface OfficeBrowser {
  /** Resolves with null when there was no whole answer in time. */
  get(path: string, timeoutMs: number): Promise<Reply | null>;
  /** Sends a form, or JSON for an object. */
  post(path: string, body: URLSearchParams | object, timeoutMs: number): Promise<Reply | null>;
  cookies: ReturnType<typeof cookieJar>;
  /** Closes its connections. */
  close(): void;
}

/** Connections that a browser opens to one server over HTTP/1.1. */
const MAX_CONNECTIONS = 6;
/** Longest answer that is kept; the rest is read and dropped. */
const MAX_KEPT = 512 * 1024;

/** Opens a browser without cookies. */
export function openOfficeBrowser(port: number, address: string): OfficeBrowser {
  const agent = new Agent({ keepAlive: true, maxSockets: MAX_CONNECTIONS });
  const cookies = cookieJar();
  const send = async (method: string, path: string, given: Record<string, string>, body = "", limit = 0) => {
    const headers = { ...given, host: `localhost:${port}`, cookie: cookies.header() };
    const reply = await exchange({ port, address, agent, method, path, headers, body, timeoutMs: limit });
    for (const line of reply?.headers["set-cookie"] ?? []) cookies.store(line);
    return reply;
  };
  return {
    cookies,
    get: (path, timeoutMs) => send("GET", path, { accept: "text/html", ...NAVIGATION }, "", timeoutMs),
    post(path, body, timeoutMs) {
      const isForm = body instanceof URLSearchParams;
      const headers = { ...SCRIPT, "content-type": isForm ? FORM : "application/json" };
      return send("POST", path, headers, isForm ? body.toString() : JSON.stringify(body), timeoutMs);
    },
    close: () => agent.destroy(),
  };
}

const FORM = "application/x-www-form-urlencoded";
const SCRIPT = { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" };
const NAVIGATION = { "sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate", "sec-fetch-user": "?1" };

export interface Exchange {
  port: number;
  /** Local address of the connection. */
  address: string;
  agent: Agent;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
  /** Cuts the request. */
  signal?: AbortSignal;
}

/**
 * Sends a request and reads its answer. Sends it again, as browsers do, when the server has just closed the
 * kept connection. Resolves with null when there was no whole answer in time.
 */
export function exchange(given: Exchange): Promise<Reply | null> {
  const { port, address, agent, body, timeoutMs, ...sent } = given;
  return new Promise((resolve) => {
    const headers = body ? { ...sent.headers, "content-length": Buffer.byteLength(body) } : sent.headers;
    const outgoing = request({ ...sent, host: "127.0.0.1", port, localAddress: address, agent, headers });
    const overdue = setTimeout(() => outgoing.destroy(), timeoutMs);
    const settle = (reply: Reply | null) => {
      clearTimeout(overdue);
      resolve(reply);
    };
    outgoing.on("error", (error) => {
      if (outgoing.reusedSocket && errorCode(error) === "ECONNRESET") resolve(exchange(given));
      settle(null);
    });
    outgoing.on("close", () => settle(null));
    outgoing.on("response", (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => {
        if (text.length < MAX_KEPT) text += chunk;
      });
      answer.on("end", () => settle({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
      answer.on("error", () => settle(null));
    });
    outgoing.end(body);
  });
}

/** Returns the seconds that an answer asks to wait; null when it does not say. */
export function retryAfterOf(reply: Reply): number | null {
  const seconds = Number(reply.headers["retry-after"] ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : null;
}
