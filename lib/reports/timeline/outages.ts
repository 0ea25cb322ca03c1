const MINUTE_MS = 60_000;

/** The end of a session whose contact was lost; `at` in milliseconds since 1970. */
export interface Loss {
  userId: string;
  sessionId: string;
  at: number;
}

export interface LossesTogether {
  /** Of the latest of them: what cut them off came after it. */
  at: number;
  people: number;
  sessionIds: string[];
}

/**
 * People whose contact was lost within the same minute, two or more, as one event; a person counts once. The minute is any 60 seconds, not
 * one of the clock: tabs are heard at different seconds, and a cable that is pulled at 14:02:05 silences some at 14:01. Where more than one
 * minute is possible, the one with the most people is taken first.
 */
export function groupOutages(losses: Loss[]): LossesTogether[] {
  const sorted = losses.toSorted((a, b) => a.at - b.at);
  const apart: Loss[][] = [];
  for (const loss of sorted) {
    const latest = apart.at(-1);
    if (latest && loss.at - (latest.at(-1)?.at ?? 0) < MINUTE_MS) latest.push(loss);
    else apart.push([loss]);
  }
  return apart.flatMap(outagesWithin);
}

/** What is left at either side of the fullest minute is looked at by itself: no minute reaches over it. */
function outagesWithin(losses: Loss[]): LossesTogether[] {
  const { from, to, people } = fullestMinute(losses);
  if (people < 2) return [];
  const together = losses.slice(from, to);
  return [
    ...outagesWithin(losses.slice(0, from)),
    { at: together.at(-1)?.at ?? 0, people, sessionIds: together.map(({ sessionId }) => sessionId) },
    ...outagesWithin(losses.slice(to)),
  ];
}

/** @returns `losses[from]` to `losses[to - 1]`, the earliest with as many people */
function fullestMinute(losses: Loss[]): { from: number; to: number; people: number } {
  const within = new Map<string, number>();
  let best = { from: 0, to: 0, people: 0 };
  let to = 0;
  for (const [from, first] of losses.entries()) {
    for (let next = losses[to]; next && next.at - first.at < MINUTE_MS; next = losses[++to]) {
      within.set(next.userId, (within.get(next.userId) ?? 0) + 1);
    }
    if (within.size > best.people) best = { from, to, people: within.size };
    const left = (within.get(first.userId) ?? 0) - 1;
    if (left > 0) within.set(first.userId, left);
    else within.delete(first.userId);
  }
  return best;
}
