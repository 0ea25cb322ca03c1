import type { IncomingMessage, ServerResponse } from "node:http";
import { answerError } from "@/lib/server/answer-error";
import { headersOf } from "@/lib/server/answer-post";

/** Opens what goes on after this returns, or throws what Next's handlers may throw too, before anything is written. */
export type StreamHandler = (headers: Headers, response: ServerResponse) => Promise<void>;

/** Answers a GET that stays open, without Next. */
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
