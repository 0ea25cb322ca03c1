import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@/lib/errors";
import { neverCached } from "@/lib/http/error-response";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { answerError } from "@/lib/server/answer-error";
import { headersOf } from "@/lib/server/answer-post";

/**
 * Decides about a form before Next receives it. It may throw the same errors as a handler in Next.
 *
 * @param body - the body of the form; the handler in Next reads it again
 * @param whenEnded - registers a function that runs when the form has been answered or its connection closed
 * @returns the answer that refuses the form; null to pass it to Next
 */
export type Gate = (
  headers: Headers,
  body: string,
  whenEnded: (then: () => void) => void,
) => Promise<Response | null>;

/** The handlers behind the gates read no longer forms. */
const MAX_FORM_BYTES = 4_096;

/**
 * Asks the gate of a POST request.
 *
 * @returns whether the request may pass to Next, with its body unread again; otherwise it is answered
 */
export async function passGate(
  gate: Gate,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  try {
    const headers = headersOf(request);
    requireSameOrigin(headers);
    const body = await peekBody(request);
    const refusal = await gate(headers, body, (then) => response.once("close", then));
    if (!refusal) return !response.destroyed;
    neverCached(refusal);
    response.writeHead(refusal.status, Object.fromEntries(refusal.headers));
    response.end(await refusal.text());
  } catch (error) {
    await answerError(error, response);
  }
  return false;
}

/**
 * Reads the body of a request and puts it back, so that the next reader finds it.
 *
 * @throws AppError `too_large`, also for a request without a length; `bad_request` when the connection
 *   closes first
 */
async function peekBody(request: IncomingMessage): Promise<string> {
  const length = Number(request.headers["content-length"] ?? Number.NaN);
  if (!(length <= MAX_FORM_BYTES)) throw new AppError("too_large");
  const body = length > 0 ? await readBytes(request, length) : Buffer.alloc(0);
  if (body.length > 0) request.unshift(body);
  return body.toString("utf8");
}

function readBytes(request: IncomingMessage, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const take = () => {
      const body: Buffer | null = request.read(length);
      if (!body) return; // the rest has not arrived
      stop();
      resolve(body);
    };
    const fail = () => {
      stop();
      reject(new AppError("bad_request"));
    };
    const stop = () => {
      request.off("readable", take).off("close", fail).off("error", fail);
    };
    request.on("readable", take).on("close", fail).on("error", fail);
    take();
  });
}
