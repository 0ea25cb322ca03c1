import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/errors";
import { answerError } from "@/lib/server/answer-error";

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Requests of one session that are answered at the same time. A browser has six connections, and a page needs
 * two or three of them; the database has ten. With 200 at once, everybody else waited thirteen seconds.
 */
const MAX_AT_ONCE = 4;
/** Requests of one session that wait for those. Only a script has more; it is refused. */
const MAX_WAITING = 60;
/** Listeners of one connection: one for each of its requests, and those of Node. */
const MAX_LISTENERS = MAX_AT_ONCE + MAX_WAITING + 20;
/** Delay of a refusal, so that a script that repeats at once does not keep the process busy with refusals. */
const REFUSED_AFTER_MS = 1_000;
/** Wait that a refused script is told. */
const RETRY_S = 2;

interface Session {
  answering: number;
  /** Starts the request that waits, in order of arrival. */
  waiting: Set<() => void>;
}

/**
 * Wraps a handler so that the requests of one session take turns, and nobody starves the others. Requests
 * without a session do not wait.
 *
 * @param sessionOf - returns a key of the session that a request claims, or null
 */
export function inSessionTurns(
  handle: Handle,
  sessionOf: (request: IncomingMessage) => Promise<string | null>,
): Handle {
  const sessions = new Map<string, Session>();
  return async (request, response) => {
    const key = await sessionOf(request);
    if (key === null) return handle(request, response);
    const session = sessions.get(key) ?? { answering: 0, waiting: new Set() };
    sessions.set(key, session);
    const wait = takeTurn(session, request, response, () => sessions.delete(key));
    if (wait) return (await wait) ? handle(request, response) : undefined;
    await sleep(REFUSED_AFTER_MS, undefined, { ref: false });
    return answerError(new AppError("too_many", { waitS: String(RETRY_S) }), response);
  };
}

/**
 * Takes a turn, and gives it back when the answer is complete or its connection is gone.
 *
 * @param onIdle - called when no request of the session is left
 * @returns null when too many wait; else whether the turn came before the connection was gone
 */
function takeTurn(
  session: Session,
  { socket }: IncomingMessage,
  response: ServerResponse,
  onIdle: () => void,
): Promise<boolean> | null {
  const { waiting } = session;
  const mustWait = session.answering >= MAX_AT_ONCE;
  if (mustWait && waiting.size >= MAX_WAITING) return null;
  return new Promise((resolve) => {
    let started = false;
    const start = () => {
      if (socket.destroyed) return leave();
      waiting.delete(start);
      session.answering++;
      started = true;
      resolve(true);
    };
    const leave = () => {
      response.off("close", leave);
      socket.off("close", leave);
      waiting.delete(start);
      if (started) session.answering--;
      else resolve(false);
      const [next] = waiting;
      if (session.answering < MAX_AT_ONCE) next?.();
      if (session.answering === 0 && waiting.size === 0) onIdle();
    };
    response.once("close", leave);
    socket.once("close", leave); // a response that is queued on a dead connection does not hear of its end
    socket.setMaxListeners(MAX_LISTENERS);
    if (mustWait) waiting.add(start);
    else start();
  });
}
