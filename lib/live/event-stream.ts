import type { ServerResponse } from "node:http";

const HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-store, no-transform",
  "X-Accel-Buffering": "no", // nginx would keep it back
};
/** Browsers ask again after this long, not all at the same moment. */
const RETRY_MS = { least: 1_000, spread: 2_000 };
/** Of what nobody reads: a few hundred events. */
const MAX_UNREAD_BYTES = 16 * 1024;

/** Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export interface EventStream {
  /** An event without words of its own is none: `data` says something. */
  send(event: string, data?: string): void;
  /** Says that the line stands, and finds out whether somebody still listens. */
  beat(): void;
  /** @param awayMs - how long its browser stays away; unless given, as long as after a line that broke */
  end(awayMs?: number): void;
}

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
    end(awayMs) {
      if (awayMs !== undefined) write(`retry: ${awayMs}\n\n`);
      response.end();
    },
  };
}
