import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/errors";
import { noteAnswering } from "@/lib/give-way";
import { answerError } from "@/lib/server/answer-error";
import { callAtEnd, endOf } from "@/lib/server/call-at-end";
import { hasBody } from "@/lib/server/refuse";
import { limitsOf, type SharedTurns } from "@/lib/server/turn-limits";
import { type Turn, type Turns, takeTurn } from "@/lib/server/turns";

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Time after which a request that still waits is refused: those before it hang. */
const LONGEST_WAIT_MS = 20_000;
/** Delay of a refusal, so that a script that repeats at once does not keep the process busy with refusals. */
const REFUSED_AFTER_MS = 1_000;
/** Wait that a refused script is told. */
const RETRY_S = 2;

/**
 * Wraps a handler so that the requests of one session take turns, and those of strangers, and nobody starves
 * the others. A request gives its turns back when its handler is done, and the answer is complete or its
 * connection is gone. After a cut it keeps the turns that end by themselves: Next goes on with a page for its
 * router when its handler is done.
 *
 * @param sharedBy - returns the turns that a request shares; null: it waits for none
 */
export function inTurns(
  handle: Handle,
  sharedBy: (request: IncomingMessage) => Promise<SharedTurns | null>,
): Handle {
  const byKey: Turns = new Map();
  return async (request, response) => {
    const shared = await sharedBy(request);
    if (!shared) return handle(request, response);
    const ended = endOf(request, response);
    const turns = await takeTurns(byKey, shared, request, ended);
    if (!turns) return request.socket.destroyed ? undefined : refuse(response);
    for (const { begin } of turns) begin();
    let isCut = false;
    void ended.then(() => {
      isCut = !response.writableFinished;
    });
    const leaveTurns = () => {
      for (const { leave, isTimed } of turns) if (!isTimed || !isCut) leave();
    };
    const leaves = [leaveTurns];
    if (shared.kind === "session") leaves.push(noteAnswering(shared.session));
    return callAtEnd(leaves, () => handle(request, response), ended);
  };
}

/** Waits for all turns of a request. Resolves with null when too many wait, or it waits for too long. */
async function takeTurns(
  byKey: Turns,
  shared: SharedTurns,
  { socket }: IncomingMessage,
  ended: Promise<false>,
): Promise<Turn[] | null> {
  const giveUpAt = performance.now() + LONGEST_WAIT_MS;
  const taken: Turn[] = [];
  for (const [key, limit] of limitsOf(shared)) {
    const turn = takeTurn(byKey, key, limit, giveUpAt - performance.now());
    if (turn) taken.push(turn);
    const came = turn && (await Promise.race([turn.came, ended]));
    if (came && !socket.destroyed) continue;
    for (const { leave } of taken) leave();
    return null;
  }
  return taken;
}

async function refuse(response: ServerResponse): Promise<void> {
  await sleep(REFUSED_AFTER_MS, undefined, { ref: false });
  // A connection that stays open would have to read the body of this request first.
  if (hasBody(response.req)) response.setHeader("Connection", "close");
  return answerError(new AppError("too_many", { waitS: String(RETRY_S) }), response);
}
