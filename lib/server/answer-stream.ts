import type { IncomingMessage, ServerResponse } from "node:http";
import { answerError } from "@/lib/server/answer-error";
import { headersOf } from "@/lib/server/answer-post";

/**
 * Opens a stream that continues after the handler resolves. Before it writes anything, it may throw the
 * same errors as a handler in Next.
 */
export type StreamHandler = (headers: Headers, response: ServerResponse) => Promise<void>;

/** Answers a GET with a stream, without Next. */
export async function answerStream(
  handler: StreamHandler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    await handler(headersOf(incoming), outgoing);
  } catch (error) {
    await answerError(error, outgoing);
  }
}
