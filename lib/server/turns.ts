/** Bounds of the requests that share turns. */
export interface Limit {
  /** Requests that may have a turn at the same time. */
  atOnce: number;
  /** Requests that may wait for one. Only a script has more; it is refused. */
  waiting: number;
  /** Time from its beginning after which a request gives its turn back; null: at its end. */
  turnMs: number | null;
}

/** The requests that share turns, by the key of what they have in common. */
export type Turns = Map<string, Sharing>;

interface Sharing {
  taken: number;
  /** Functions that give a turn to the requests that wait, in order of arrival. */
  waiting: Set<() => void>;
}

/** The turn that a request has or waits for. */
export interface Turn {
  /** Resolves with whether the turn came. */
  came: Promise<boolean>;
  /** Starts the time of the turn. A request that needs several turns calls it when it has them all. */
  begin: () => void;
  /** Gives the turn back, or waits no longer. Further calls have no effect. */
  leave: () => void;
  /** Whether the turn is given back a time after its beginning in any case. */
  isTimed: boolean;
}

/**
 * Takes a turn, or waits for it in order of arrival.
 *
 * @param key - what the requests that share these turns have in common
 * @param longestMs - time after which it waits no longer
 * @returns null when too many wait
 */
export function takeTurn(
  byKey: Turns,
  key: string,
  { atOnce, waiting: mostWaiting, turnMs }: Limit,
  longestMs: number,
): Turn | null {
  const turns: Sharing = byKey.get(key) ?? { taken: 0, waiting: new Set() };
  const { waiting } = turns;
  const mustWait = turns.taken >= atOnce;
  if (mustWait && waiting.size >= mostWaiting) return null;
  byKey.set(key, turns);
  let has = false;
  let timer: NodeJS.Timeout | undefined;
  let settle = (_came: boolean) => {};
  const came = new Promise<boolean>((resolve) => {
    settle = resolve;
  });
  const start = () => {
    clearTimeout(timer);
    waiting.delete(start);
    turns.taken++;
    has = true;
    settle(true);
  };
  const leave = () => {
    clearTimeout(timer);
    if (has) turns.taken--;
    else if (!waiting.delete(start)) return;
    has = false;
    settle(false);
    const [next] = waiting;
    if (turns.taken < atOnce) next?.();
    if (turns.taken === 0 && waiting.size === 0) byKey.delete(key);
  };
  if (mustWait) {
    waiting.add(start);
    timer = setTimeout(leave, longestMs);
  } else start();
  const begin = () => {
    if (has && turnMs !== null) timer = setTimeout(leave, turnMs);
  };
  return { came, begin, leave, isTimed: turnMs !== null };
}
