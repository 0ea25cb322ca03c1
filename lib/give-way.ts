import { processWide } from "@/lib/process-wide";

/** Time (ms) after which a request no longer counts: its client reads slowly, or it is a large file. */
const COUNTS_FOR_MS = 1_000;

/** Requests of sessions that are being answered. */
interface Answering {
  bySession: Map<string, number>;
  total: number;
  /** Checks of those who give way, called when an answer ends. */
  checks: Set<() => void>;
}

const answering = processWide<Answering>("answering", () => ({
  bySession: new Map(),
  total: 0,
  checks: new Set(),
}));

/** Notes that a request of a session is being answered. Returns a function to call when it ends. */
export function noteAnswering(session: string): () => void {
  const { bySession, checks } = answering;
  bySession.set(session, countOf(session) + 1);
  answering.total++;
  const end = () => {
    clearTimeout(timer);
    if (ended) return;
    ended = true;
    if (countOf(session) > 1) bySession.set(session, countOf(session) - 1);
    else bySession.delete(session);
    answering.total--;
    for (const check of checks) check();
  };
  let ended = false;
  const timer = setTimeout(end, COUNTS_FOR_MS);
  timer.unref();
  return end;
}

/**
 * Waits until no request of another session is being answered. Work that one session can make large calls it
 * between its parts, because one thread makes all pages: everybody else waits for a part instead of for all.
 *
 * @param longestMs - time after which the work goes on in any case
 */
export function giveWay(session: string, longestMs: number): Promise<void> {
  const isAlone = () => answering.total === countOf(session);
  if (isAlone()) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      answering.checks.delete(check);
      resolve();
    };
    const check = () => {
      if (isAlone()) end();
    };
    const timer = setTimeout(end, longestMs);
    answering.checks.add(check);
  });
}

function countOf(session: string): number {
  return answering.bySession.get(session) ?? 0;
}
