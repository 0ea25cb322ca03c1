import { IncomingMessage, type ServerResponse } from "node:http";
import { neverCached } from "@/lib/http/error-response";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { answerError } from "@/lib/server/answer-error";
import { headersOf, readBody } from "@/lib/server/answer-post";
import { callAtEnd, endOf } from "@/lib/server/call-at-end";

/**
 * Decides about a form before Next receives it. It may throw the same errors as a handler in Next.
 *
 * @param body - the body of the form, which the handler in Next gets too
 * @returns the answer that refuses the form; null to pass it to Next
 */
export type Gate = (headers: Headers, body: string, form: FormEvents) => Promise<Response | null>;

export interface FormEvents {
  /** Registers a function that runs when the form has been answered or its connection closed. */
  whenEnded: (then: () => void) => void;
  /**
   * Registers a function that runs when also the handler in Next is done, which goes on when the connection
   * closes; ten seconds after that in any case. Further calls of the function must have no effect.
   */
  whenDone: (then: () => void) => void;
}

/** When the last byte of the form arrived, in milliseconds of `performance.now`. Only this server sets it. */
export const ARRIVED_HEADER = "x-konekte-arrived";

/** The handlers behind the gates read no longer forms. */
const MAX_FORM_BYTES = 4_096;

/** Asks the gate of a POST request, and passes the request to `handle` unless the gate refuses. */
export async function passGate(
  gate: Gate,
  request: IncomingMessage,
  response: ServerResponse,
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<void> {
  const ended = endOf(request, response);
  const leaves: (() => void)[] = [];
  const form: FormEvents = {
    whenEnded: (then) => void ended.then(then),
    whenDone: (then) => leaves.push(then),
  };
  const answer = async () => {
    const passed = await askGate(gate, request, response, form);
    if (passed) await handle(passed, response);
  };
  return callAtEnd(leaves, answer, ended);
}

/** @returns the request for Next; null when the request is answered or its client has gone */
async function askGate(
  gate: Gate,
  request: IncomingMessage,
  response: ServerResponse,
  form: FormEvents,
): Promise<IncomingMessage | null> {
  try {
    const headers = headersOf(request);
    requireSameOrigin(headers);
    const body = await readBody(request, MAX_FORM_BYTES);
    const arrivedAt = performance.now();
    const refusal = await gate(headers, body, form);
    if (!refusal) return response.destroyed ? null : copyWithBody(request, body, arrivedAt);
    neverCached(refusal);
    response.writeHead(refusal.status, Object.fromEntries(refusal.headers));
    response.end(await refusal.text());
  } catch (error) {
    await answerError(error, response);
  }
  return null;
}

/** Next refuses a request whose body somebody has read, even when it is put back. */
function copyWithBody(request: IncomingMessage, body: string, arrivedAt: number): IncomingMessage {
  const headers = { ...request.headers, [ARRIVED_HEADER]: String(arrivedAt) };
  const { method, url, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  const copy = Object.assign(new IncomingMessage(request.socket), {
    ...{ method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor },
    complete: true,
  });
  copy.push(body);
  copy.push(null);
  return copy;
}
