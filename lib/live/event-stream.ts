import type { ServerResponse } from "node:http";

const HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-store, no-transform",
  "X-Accel-Buffering": "no", // else nginx buffers the stream
};
/** Retry delay of browsers: `least` plus a random part of `spread`, so that not all reconnect together. */
const RETRY_MS = { least: 1_000, spread: 2_000 };
/**
 * Maximum backlog of a stream whose client does not read: a few hundred events. Beyond it the stream is
 * closed.
 */
const MAX_UNREAD_BYTES = 16 * 1024;

/** Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export interface EventStream {
  /** Sends an event. `data` must not be empty, because browsers drop an event without data. Default: `1`. */
  send(event: string, data?: string): void;
  /** Sends a heartbeat. It shows the client that the stream works, and makes a dead connection fail. */
  beat(): void;
  /**
   * Ends the stream.
   *
   * @param retryMs - retry delay of the browser; by default the delay after a broken connection
   */
  end(retryMs?: number): void;
}

/**
 * Sends the headers of a server-sent event stream and the retry delay. Writes to a closed response do
 * nothing.
 */
export function openEventStream(response: ServerResponse): EventStream {
  response.writeHead(200, HEADERS);
  const write = (text: string) => {
    if (response.writableEnded || response.destroyed) return;
    if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
    else response.write(text);
  };
  write(`retry: ${RETRY_MS.least + Math.floor(Math.random() * RETRY_MS.spread)}\n\n`);
  return {
    send: (event, data = "1") => write(`event: ${event}\ndata: ${data}\n\n`),
    beat: () => write("event: beat\ndata: 1\n\n"),
    end(retryMs) {
      if (retryMs !== undefined) write(`retry: ${retryMs}\n\n`);
      response.end();
    },
  };
}
