import { unstable_rethrow } from "next/navigation";
import { errorResponse, neverCached } from "@/lib/http/error-response";
import { requireSameOrigin } from "@/lib/http/same-origin";

/** @param params - the dynamic parts of the path, decoded: `[id]` is `params.id` */
type Handler<Params> = (request: Request, params: Params) => Promise<Response>;
type RouteHandler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

const READING = ["GET", "HEAD"];

/**
 * Wraps a route handler of Next. Before it reads anything, it rejects a change that another site requests. It
 * answers failures with {@link errorResponse}. It forbids caching, unless the handler sets `Cache-Control`. A
 * handler must call its guard before it reads the body.
 */
export function handle<Params = object>(handler: Handler<Params>): RouteHandler<Params> {
  return (request, { params }) => answer(handler, request, params).catch(answerFailure).then(neverCached);
}

async function answer<Params>(handler: Handler<Params>, request: Request, params: Promise<Params>) {
  if (!READING.includes(request.method)) requireSameOrigin(request.headers);
  return handler(request, await params);
}

function answerFailure(error: unknown): Response {
  unstable_rethrow(error); // Next implements redirects and similar answers as errors
  return errorResponse(error);
}
