import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@/lib/errors";
import { answerError } from "@/lib/server/answer-error";

/** What a browser sent. */
export interface Post {
  headers: Headers;
  body: string;
}

/** Does what is asked, which is answered 204, or throws what Next's handlers may throw too. */
export type PostHandler = (post: Post) => Promise<void>;

/** More than any of them takes. */
const MAX_BODY_BYTES = 256;

/** Answers a POST without Next, and without the web's `Request`, which would be half of its cost. */
export async function answerPost(
  handler: PostHandler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    await handler({ headers: headersOf(incoming), body: await readBody(incoming) });
    outgoing.writeHead(204, { "Cache-Control": "no-store" }).end();
  } catch (error) {
    await answerError(error, outgoing);
  }
}

/** Those that are believed: `incoming.headersDistinct` would bring the others back. */
export function headersOf({ headers }: IncomingMessage): Headers {
  return new Headers(
    Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one])),
  );
}

/**
 * How long it is must be said beforehand, as browsers do: the server then reads no more.
 *
 * @throws AppError `too_large`, also for a length that is not said
 */
function readBody(incoming: IncomingMessage): Promise<string> {
  const length = incoming.headers["content-length"];
  if (length === undefined || Number(length) > MAX_BODY_BYTES) throw new AppError("too_large");
  return new Promise((resolve, reject) => {
    let body = "";
    incoming.setEncoding("utf8");
    incoming.on("data", (text: string) => {
      body += text;
    });
    incoming.on("end", () => resolve(body));
    incoming.on("close", () => reject(new AppError("bad_request"))); // the browser has gone, or was too slow: nobody hears the answer
    incoming.on("error", () => {}); // "close" follows
  });
}
