import { get, type IncomingMessage } from "node:http";

export interface EventSource {
  status: number;
  type: string;
  /** What was said so far, as `event data`; a refusal's body as it is. */
  said: string[];
  /** Resolves when the server has ended it. */
  ended: Promise<void>;
  close(): void;
}

/** Holds a stream as a browser does, but comes back to none that has ended. */
export async function openEventSource(
  address: string,
  cookie: { name: string; value: string } | undefined,
  hear: (event: string) => void = () => {},
): Promise<EventSource> {
  const headers = cookie ? { cookie: `${cookie.name}=${cookie.value}` } : {};
  const request = get(address, { headers, agent: false });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request.once("response", resolve);
    request.once("error", reject);
  });
  request.on("error", () => {}); // what is cut later ends the answer, too
  const said: string[] = [];
  const note = (event: string) => {
    said.push(event);
    hear(event);
  };
  response.setEncoding("utf8");
  if (response.statusCode === 200) readEvents(response, note);
  else response.on("data", (text: string) => note(text));
  const ended = new Promise<void>((resolve) => response.once("close", () => resolve()));
  if (response.statusCode !== 200) await ended;
  return {
    status: response.statusCode ?? 0,
    type: response.headers["content-type"] ?? "",
    said,
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
