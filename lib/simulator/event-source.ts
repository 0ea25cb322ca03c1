import { get, type IncomingMessage } from "node:http";

export interface EventSource {
  status: number;
  type: string;
  /** The events received so far, as `event data`, without `beat`; the raw body when the status is not 200. */
  events: string[];
  /** Resolves when the stream has ended, from either side. */
  ended: Promise<void>;
  close(): void;
}

/**
 * Opens a stream of server-sent events. Unlike a browser, it does not reconnect when the stream ends.
 *
 * @param onEvent - called with each event
 */
export async function openEventSource(
  address: string,
  cookie: { name: string; value: string } | undefined,
  onEvent: (event: string) => void = () => {},
): Promise<EventSource> {
  const headers = cookie ? { cookie: `${cookie.name}=${cookie.value}` } : {};
  const request = get(address, { headers, agent: false });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request.once("response", resolve);
    request.once("error", reject);
  });
  request.on("error", () => {}); // a later error also closes the response
  const events: string[] = [];
  const note = (event: string) => {
    events.push(event);
    onEvent(event);
  };
  response.setEncoding("utf8");
  if (response.statusCode === 200) readEvents(response, note);
  else response.on("data", (text: string) => note(text));
  const ended = new Promise<void>((resolve) => response.once("close", () => resolve()));
  if (response.statusCode !== 200) await ended;
  return {
    status: response.statusCode ?? 0,
    type: response.headers["content-type"] ?? "",
    events,
    ended,
    close: () => void request.destroy(),
  };
}

function readEvents(response: IncomingMessage, note: (event: string) => void): void {
  let unread = "";
  response.on("error", () => {});
  response.on("data", (text: string) => {
    const blocks = (unread + text).split("\n\n");
    unread = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1];
      if (event && event !== "beat") note(`${event} ${/^data: (.*)$/m.exec(block)?.[1]}`);
    }
  });
}
