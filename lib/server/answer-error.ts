import type { ServerResponse } from "node:http";
import { errorResponse, neverCached } from "@/lib/http/error-response";

/** Answers a request that failed, without Next, as Next's handlers answer theirs. */
export async function answerError(error: unknown, outgoing: ServerResponse): Promise<void> {
  const answer = neverCached(errorResponse(error));
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
}
