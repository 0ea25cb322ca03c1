const MINUTE_MS = 60_000;

/** The end of a session that lost contact; `at` is its last contact in milliseconds since 1970. */
export interface Loss {
  userId: string;
  sessionId: string;
  at: number;
}

export interface LossesTogether {
  /** The latest last contact of them, in milliseconds since 1970: the cause of the outage came after it. */
  at: number;
  people: number;
  sessionIds: string[];
}

/**
 * Groups the losses of two or more people within the same minute into one outage. A person counts once. The
 * minute is any 60 seconds, not a minute of the clock: tabs report at different seconds, so that a cable
 * pulled at 14:02:05 leaves some last contacts at 14:01. When several minutes are possible, the one with the
 * most people comes first.
 */
export function groupOutages(losses: Loss[]): LossesTogether[] {
  const sorted = losses.toSorted((a, b) => a.at - b.at);
  const clusters: Loss[][] = [];
  for (const loss of sorted) {
    const cluster = clusters.at(-1);
    if (cluster && loss.at - (cluster.at(-1)?.at ?? 0) < MINUTE_MS) cluster.push(loss);
    else clusters.push([loss]);
  }
  return clusters.flatMap(outagesWithin);
}

/**
 * Takes the minute with the most people out of a cluster, then searches the losses before and after it
 * separately: those lie at least a minute apart from each other.
 */
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

/**
 * Finds the minute with the most people; of several, the earliest.
 *
 * @returns the minute as `losses[from]` to `losses[to - 1]`
 */
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
