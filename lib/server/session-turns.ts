import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/errors";
import { noteAnswering } from "@/lib/give-way";
import { answerError } from "@/lib/server/answer-error";

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Requests of one session from one network that are answered at the same time. A browser has six connections,
 * and a page needs two or three of them; the database has ten. With 200 at once, everybody else waited
 * thirteen seconds.
 */
const MAX_AT_ONCE = 4;
/**
 * Requests of one session from all networks that are answered at the same time. A copy of the cookie that is
 * used in one other network leaves two turns to the owner. One that is used in many networks leaves none, but
 * takes no more from everybody else.
 */
const MAX_OF_SESSION = 6;
/**
 * Requests of one session that are in the first {@link YOUNG_MS} of their answer at the same time. One thread
 * makes all pages: beside fifty connections of one session that ask for long lists, the page of another one
 * takes 0.2 to 0.3 s; with six at once it took 0.4 to 0.5 s.
 */
const MAX_YOUNG = 2;
/** Time after which the next request begins, because an answer that takes longer waits for something. */
const YOUNG_MS = 1_000;
/** Requests that wait for those. Only a script has more; it is refused. */
const MAX_WAITING = 60;
/** Above what the requests of one connection add, for which Node.js would print a warning. */
const MAX_LISTENERS = 2 * (MAX_AT_ONCE + MAX_WAITING) + MAX_OF_SESSION + 20;
/** Delay of a refusal, so that a script that repeats at once does not keep the process busy with refusals. */
const REFUSED_AFTER_MS = 1_000;
/** Wait that a refused script is told. */
const RETRY_S = 2;

/** The session of a request and the network of its client, which share its turns. */
export interface SharedTurns {
  session: string;
  network: string;
}

interface Limit {
  /** Requests that may have a turn at the same time. */
  atOnce: number;
  /** Time after which a request gives its turn back; null: at its end. */
  turnMs: number | null;
}

interface Turns extends Limit {
  /** Requests that have a turn. */
  taken: number;
  /** Starts the request that waits, in order of arrival. */
  waiting: Set<() => void>;
}

/**
 * Wraps a handler so that the requests of one session take turns, and nobody starves the others. Requests
 * without a session do not wait.
 *
 * @param sessionOf - returns the session that a request claims, and its network; or null
 */
export function inSessionTurns(
  handle: Handle,
  sessionOf: (request: IncomingMessage) => Promise<SharedTurns | null>,
): Handle {
  const byKey = new Map<string, Turns>();
  const join = (key: string, limit: Limit, request: IncomingMessage, response: ServerResponse) => {
    const turns: Turns = byKey.get(key) ?? { ...limit, taken: 0, waiting: new Set() };
    byKey.set(key, turns);
    return takeTurn(turns, request, response, () => byKey.delete(key));
  };
  return async (request, response) => {
    const shared = await sessionOf(request);
    if (!shared) return handle(request, response);
    const { session, network } = shared;
    const limits: [key: string, limit: Limit][] = [
      [`${session} ${network}`, { atOnce: MAX_AT_ONCE, turnMs: null }],
      [session, { atOnce: MAX_OF_SESSION, turnMs: null }],
      [`young ${session}`, { atOnce: MAX_YOUNG, turnMs: YOUNG_MS }],
    ];
    for (const [key, limit] of limits) {
      if (request.socket.destroyed) return; // no event will say so
      const turn = join(key, limit, request, response);
      if (!turn) return refuse(response);
      if (!(await turn)) return;
    }
    if (request.socket.destroyed) return;
    response.once("close", noteAnswering(session));
    return handle(request, response);
  };
}

async function refuse(response: ServerResponse): Promise<void> {
  await sleep(REFUSED_AFTER_MS, undefined, { ref: false });
  return answerError(new AppError("too_many", { waitS: String(RETRY_S) }), response);
}

/**
 * Takes a turn. Gives it back when the answer is complete or its connection is gone, or after the time of a
 * turn.
 *
 * @param onIdle - called when no request has a turn or waits for one
 * @returns null when too many wait; else whether the turn came before the connection was gone
 */
function takeTurn(
  turns: Turns,
  { socket }: IncomingMessage,
  response: ServerResponse,
  onIdle: () => void,
): Promise<boolean> | null {
  const { waiting, atOnce, turnMs } = turns;
  const mustWait = turns.taken >= atOnce;
  if (mustWait && waiting.size >= MAX_WAITING) return null;
  return new Promise((resolve) => {
    let started = false;
    let hasLeft = false;
    let timer: NodeJS.Timeout | undefined;
    const start = () => {
      if (socket.destroyed) return leave();
      waiting.delete(start);
      turns.taken++;
      started = true;
      if (turnMs !== null) timer = setTimeout(leave, turnMs);
      resolve(true);
    };
    const leave = () => {
      if (hasLeft) return; // when a socket closes, the "close" of the response comes within its own
      hasLeft = true;
      clearTimeout(timer);
      response.off("close", leave);
      socket.off("close", leave);
      waiting.delete(start);
      if (started) turns.taken--;
      else resolve(false);
      const [next] = waiting;
      if (turns.taken < atOnce) next?.();
      if (turns.taken === 0 && waiting.size === 0) onIdle();
    };
    response.once("close", leave);
    socket.once("close", leave); // a response that is queued on a dead connection does not hear of its end
    socket.setMaxListeners(MAX_LISTENERS);
    if (mustWait) waiting.add(start);
    else start();
  });
}
