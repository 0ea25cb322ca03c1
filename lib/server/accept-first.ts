import type { EventEmitter } from "node:events";

/**
 * Longest time (ms) for which requests wait while connections are accepted. Some hundred connections need a
 * fraction of it. A flood of connections that does not end delays a request by this
 * and a pass.
 */
const LONGEST_MS = 200;

/**
 * Returns a function that calls `then` when no connection waits for the server.
 *
 * libuv accepts one connection in each pass of the event loop (libuv/libuv#3696), and a page takes up to
 * 50 ms of a pass. Without this order, a hundred connections that ask for pages at the same moment keep
 * everybody who connects after them out for seconds: the turns of requests begin only behind the accept.
 *
 * @param now - clock in milliseconds
 */
export function acceptFirst(server: EventEmitter, now = () => performance.now()) {
  let hasAccepted = false;
  let waiting: (() => void)[] = [];
  server.on("connection", () => {
    hasAccepted = true;
  });
  const look = (until: number) => {
    if (hasAccepted && now() < until) {
      hasAccepted = false;
      setImmediate(look, until); // the next pass accepts one more, if there is one
      return;
    }
    const ready = waiting;
    waiting = [];
    for (const then of ready) then();
  };
  return (then: () => void): void => {
    if (waiting.push(then) === 1) setImmediate(look, now() + LONGEST_MS);
  };
}
