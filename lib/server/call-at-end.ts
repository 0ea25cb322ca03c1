import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * Longest time for which a request keeps what it has taken after its client has gone. Next makes most
 * answers to their end in any case, but some handlers wait for ever for the rest of a body.
 */
const ABANDONED_MS = 10_000;

/**
 * Resolves when an answer is complete or its connection is gone. A response that is queued on a dead
 * connection does not hear of its end.
 */
export function endOf({ socket }: IncomingMessage, response: ServerResponse): Promise<false> {
  return new Promise((resolve) => {
    const end = () => {
      response.off("close", end);
      socket.off("close", end);
      resolve(false);
    };
    response.once("close", end);
    socket.once("close", end);
    if (socket.destroyed) end(); // no event will say so
  });
}

/**
 * Calls functions when a handler is done and the answer is complete or its connection gone; a while after
 * the latter in any case. Then a script that cuts its requests has no more of them at work than one that
 * waits for the answers.
 *
 * @param leaves - the functions, which have no effect when they are called again; the handler may add some
 * @param ended - resolves when the answer is complete or its connection is gone
 */
export async function callAtEnd(
  leaves: (() => void)[],
  handle: () => Promise<void>,
  ended: Promise<unknown>,
): Promise<void> {
  let isDone = false;
  let overdue: NodeJS.Timeout | undefined;
  const leaveAll = () => {
    for (const leave of leaves) leave();
  };
  void ended.then(() => {
    if (!isDone) overdue = setTimeout(leaveAll, ABANDONED_MS).unref();
  });
  try {
    await Promise.all([handle(), ended]);
  } finally {
    isDone = true;
    clearTimeout(overdue);
    leaveAll();
  }
}
