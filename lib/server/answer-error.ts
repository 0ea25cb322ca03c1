import type { ServerResponse } from "node:http";
import { errorResponse, neverCached } from "@/lib/http/error-response";

/** Answers a failed request outside Next in the same way as the handlers in Next. */
export async function answerError(error: unknown, outgoing: ServerResponse): Promise<void> {
  const answer = neverCached(errorResponse(error));
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
}
