import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/**
 * Maximum number of unanswered requests of one connection. Browsers and proxies send a request after the
 * answer to the one before. The places beyond the first are for a client that has the whole answer while
 * this process still completes it.
 */
const MAX_UNANSWERED = 8;

interface Turn {
  response: ServerResponse;
  answer: () => void;
}

/** Unanswered requests of each connection in their order. The first is being answered. */
const turns = new WeakMap<Duplex, Turn[]>();

/**
 * Calls `answer` when every request before this one on its connection is answered. It is never called when
 * the connection closes first. Closes a connection that sends many requests without waiting for answers.
 *
 * Node.js gives all requests of one read to the server at once, and a response that waits for the connection
 * never hears that the connection has closed. A handler of such a request would keep its open file for ever.
 */
export function takeTurn(response: ServerResponse, answer: () => void): void {
  const { socket } = response.req;
  if (socket.destroyed) return; // the rest of a read from a connection that was closed
  const unanswered = turns.get(socket) ?? [];
  turns.set(socket, unanswered);
  if (unanswered.push({ response, answer }) > MAX_UNANSWERED) {
    socket.destroy();
    return;
  }
  response.once("close", () => {
    unanswered.shift();
    const [next] = unanswered;
    if (next?.response.socket) next.answer(); // without one, the answer before was the last of its connection
  });
  if (unanswered.length === 1) answer();
}

/** Returns whether a request of this connection is unanswered. */
export function isBusy(socket: Duplex): boolean {
  return (turns.get(socket)?.length ?? 0) > 0;
}

/** Returns whether an answer is on its way on this connection: no other answer may be written into it. */
export function hasBegunAnswer(socket: Duplex): boolean {
  return turns.get(socket)?.[0]?.response.headersSent ?? false;
}
