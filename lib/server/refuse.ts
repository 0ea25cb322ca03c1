import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { countRefusedAnswer } from "@/lib/refused-requests";
import { hasBegunAnswer } from "@/lib/server/request-turns";

/** Time for the answer to an unparsable request to arrive, before the connection is cut. */
const UNPARSED_GRACE_MS = 1_000;

export interface Refusal {
  status: number;
  code: string;
  headers?: Record<string, string>;
}

/** Answers a request with `{"error": code}`, and without reading its body. */
export function refuse(response: ServerResponse, { status, code, headers }: Refusal): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  countRefusedAnswer(status);
  // A connection that stays open would have to read the body of this request first.
  if (hasBody(response.req)) response.setHeader("Connection", "close");
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
    ...headers,
  });
  response.end(JSON.stringify({ error: code }));
}

/** Returns whether a request says that a body follows. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/**
 * Status lines for input that Node.js can't parse as a request, by its error code. All other errors are
 * answered 400.
 */
const UNPARSED_STATUS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/** Answers input that Node.js can't parse as a request, and closes the connection. */
export function refuseUnparsed(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  headers: Record<string, string>,
): void {
  if (error.code === "ECONNRESET" || !socket.writable || hasBegunAnswer(socket)) {
    socket.destroy();
    return;
  }
  closeWith(UNPARSED_STATUS[error.code ?? ""] ?? "400 Bad Request", socket, headers);
}

/** Answers a connection that has no request to answer with a status line, and closes it. */
export function closeWith(statusLine: string, socket: Duplex, headers: Record<string, string>): void {
  // Node.js no longer listens for errors of a socket that it has handed over with "connect".
  socket.on("error", () => socket.destroy());
  countRefusedAnswer(Number.parseInt(statusLine, 10));
  const lines = Object.entries({ ...headers, Connection: "close", "Content-Length": "0" });
  socket.end(
    `HTTP/1.1 ${statusLine}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`,
  );
  // A client that keeps its end of the connection open must not keep ours open.
  setTimeout(() => socket.destroy(), UNPARSED_GRACE_MS).unref();
}
