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
 * Longest time (ms) for which a request that has waited gives way to other sessions, too, before it starts.
 * With fifty requests of one session for long lists, the pages of everybody else took more than a second for
 * seven seconds.
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

type Limit = Pick<Turns, "atOnce" | "giveWay">;

interface Turns {
  /** Requests that may be answered at the same time. */
  atOnce: number;
  answering: number;
  /** Starts the request that waits, in order of arrival. */
  waiting: Set<() => void>;
  /** Whether the first of those gives way to other sessions. One does at a time, so that they start apart. */
  isGivingWay: boolean;
  /** Resolves when the first of those may start. */
  giveWay: () => Promise<void>;
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
    const turns: Turns = byKey.get(key) ?? { ...limit, answering: 0, waiting: new Set(), isGivingWay: false };
    byKey.set(key, turns);
    return takeTurn(turns, request, response, () => byKey.delete(key));
  };
  return async (request, response) => {
    const shared = await sessionOf(request);
    if (!shared) return handle(request, response);
    const { session, network } = shared;
    const limits: [key: string, limit: Limit][] = [
      [`${session} ${network}`, { atOnce: MAX_AT_ONCE, giveWay: () => giveWay(session, GIVES_WAY_MS) }],
      // Without giving way: requests of one network must not make those of another wait for longer.
      [session, { atOnce: MAX_OF_SESSION, giveWay: async () => {} }],
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
  const mustWait = turns.answering >= atOnce || waiting.size > 0;
  if (mustWait && waiting.size >= MAX_WAITING) return null;
  return new Promise((resolve) => {
    let started = false;
    let hasLeft = false;
    const start = () => {
      if (socket.destroyed) return leave();
      waiting.delete(start);
      turns.answering++;
      started = true;
      resolve(true);
    };
    const leave = () => {
      if (hasLeft) return; // when a socket closes, the "close" of the response comes within its own
      hasLeft = true;
      response.off("close", leave);
      socket.off("close", leave);
      waiting.delete(start);
      if (started) turns.answering--;
      else resolve(false);
      if (turns.answering === 0) startFirst(turns);
      void startNext(turns);
      if (turns.answering === 0 && waiting.size === 0) onIdle();
    };
    response.once("close", leave);
    socket.once("close", leave); // a response that is queued on a dead connection does not hear of its end
    socket.setMaxListeners(MAX_LISTENERS);
    if (mustWait) waiting.add(start);
    else start();
  });
}

/** Starts the request that waited longest. It has given way, or nothing of its session is being answered. */
function startFirst({ waiting }: Turns): void {
  const [first] = waiting;
  first?.();
}

/** Starts the requests that wait, as long as there are turns. Each gives way to other sessions before. */
async function startNext(turns: Turns): Promise<void> {
  const { atOnce, waiting } = turns;
  while (!turns.isGivingWay && waiting.size > 0 && turns.answering < atOnce) {
    turns.isGivingWay = true;
    await turns.giveWay();
    turns.isGivingWay = false;
    if (turns.answering < atOnce) startFirst(turns);
  }
}
