import { unstable_rethrow } from "next/navigation";
import { errorResponse, neverCached } from "@/lib/http/error-response";

type Handler = (request: Request) => Promise<Response>;

/** Wraps one of Next's route handlers: its failures are answered in our way, and nothing is ever cached. */
export function handle(handler: Handler): Handler {
  return (request) => handler(request).catch(answerFailure).then(neverCached);
}

function answerFailure(error: unknown): Response {
  unstable_rethrow(error); // redirects and the like are Next's
  return errorResponse(error);
}
