import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/errors";
import { giveWay, noteAnswering } from "@/lib/give-way";
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
/** Requests that wait for those. Only a script has more; it is refused. */
const MAX_WAITING = 60;
/** Above what the requests of one connection add, for which Node.js would print a warning. */
const MAX_LISTENERS = 2 * (MAX_AT_ONCE + MAX_WAITING) + 20;
/**
 * Longest time (ms) for which a request that had to wait for its turn gives way to other sessions, too. With
 * fifty requests of one session for long lists, the pages of everybody else took more than a second for seven
 * seconds.
 */
const GIVES_WAY_MS = 1_000;
/** Delay of a refusal, so that a script that repeats at once does not keep the process busy with refusals. */
const REFUSED_AFTER_MS = 1_000;
/** Wait that a refused script is told. */
const RETRY_S = 2;

/** The session of a request and the network of its client, which share its turns. */
export interface SharedTurns {
  session: string;
  network: string;
}

interface Turns {
  /** Requests that may be answered at the same time. */
  atOnce: number;
  answering: number;
  /** Starts the request that waits, in order of arrival. */
  waiting: Set<() => void>;
  /** Resolves when the last of the requests that had to wait goes on. */
  givenWay: Promise<void>;
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
  const join = (key: string, atOnce: number, request: IncomingMessage, response: ServerResponse) => {
    const turns = byKey.get(key) ?? {
      ...{ atOnce, answering: 0, waiting: new Set<() => void>() },
      givenWay: Promise.resolve(),
    };
    byKey.set(key, turns);
    return takeTurn(turns, request, response, () => byKey.delete(key));
  };
  return async (request, response) => {
    const shared = await sessionOf(request);
    const limits: [key: string, atOnce: number][] = shared
      ? [
          [`${shared.session} ${shared.network}`, MAX_AT_ONCE],
          [shared.session, MAX_OF_SESSION],
        ]
      : [];
    let mustWait = false;
    for (const [key, atOnce] of limits) {
      if (request.socket.destroyed) return; // no event will say so
      mustWait ||= (byKey.get(key)?.answering ?? 0) >= atOnce;
      const turn = join(key, atOnce, request, response);
      if (!turn) return refuse(response);
      if (!(await turn)) return;
    }
    if (!shared) return handle(request, response);
    if (mustWait) await giveWayInOrder(byKey.get(shared.session), shared.session);
    if (request.socket.destroyed) return;
    response.once("close", noteAnswering(shared.session));
    return handle(request, response);
  };
}

/** Lets the requests of a session that waited give way one by one, so that they do not start together. */
function giveWayInOrder(turns: Turns | undefined, session: string): Promise<void> | undefined {
  if (turns) turns.givenWay = turns.givenWay.then(() => giveWay(session, GIVES_WAY_MS));
  return turns?.givenWay;
}

async function refuse(response: ServerResponse): Promise<void> {
  await sleep(REFUSED_AFTER_MS, undefined, { ref: false });
  return answerError(new AppError("too_many", { waitS: String(RETRY_S) }), response);
}

/**
 * Takes a turn, and gives it back when the answer is complete or its connection is gone.
 *
 * @param onIdle - called when no request is left
 * @returns null when too many wait; else whether the turn came before the connection was gone
 */
function takeTurn(
  turns: Turns,
  { socket }: IncomingMessage,
  response: ServerResponse,
  onIdle: () => void,
): Promise<boolean> | null {
  const { waiting, atOnce } = turns;
  const mustWait = turns.answering >= atOnce;
  if (mustWait && waiting.size >= MAX_WAITING) return null;
  return new Promise((resolve) => {
    let started = false;
    const start = () => {
      if (socket.destroyed) return leave();
      waiting.delete(start);
      turns.answering++;
      started = true;
      resolve(true);
    };
    const leave = () => {
      response.off("close", leave);
      socket.off("close", leave);
      waiting.delete(start);
      if (started) turns.answering--;
      else resolve(false);
      const [next] = waiting;
      if (turns.answering < atOnce) next?.();
      if (turns.answering === 0 && waiting.size === 0) onIdle();
    };
    response.once("close", leave);
    socket.once("close", leave); // a response that is queued on a dead connection does not hear of its end
    socket.setMaxListeners(MAX_LISTENERS);
    if (mustWait) waiting.add(start);
    else start();
  });
}
