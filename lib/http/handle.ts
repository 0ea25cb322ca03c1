import { unstable_rethrow } from "next/navigation";
import { errorResponse, neverCached } from "@/lib/http/error-response";
import { requireSameOrigin } from "@/lib/http/same-origin";

/** @param params - the dynamic parts of the path, decoded: `[id]` is `params.id` */
type Handler<Params> = (request: Request, params: Params) => Promise<Response>;
type RouteHandler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

const READING = ["GET", "HEAD"];

/**
 * Wraps one of Next's route handlers. A change that another site asks for is refused before anything is
 * read; a failure is answered in our way; no answer is ever cached. A handler asks its guard first, and
 * reads the body only then.
 */
export function handle<Params = object>(handler: Handler<Params>): RouteHandler<Params> {
  return (request, { params }) => answer(handler, request, params).catch(answerFailure).then(neverCached);
}

async function answer<Params>(handler: Handler<Params>, request: Request, params: Promise<Params>) {
  if (!READING.includes(request.method)) requireSameOrigin(request.headers);
  return handler(request, await params);
}

function answerFailure(error: unknown): Response {
  unstable_rethrow(error); // redirects and the like are Next's
  return errorResponse(error);
}
