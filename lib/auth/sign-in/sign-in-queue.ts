import { processWide } from "@/lib/process-wide";

/** More hashes at once would only slow each other, and take 19 MiB each. */
const MAX_HASHING = 2;
/** Tries under way: about half a second of work on two cores. Who comes after that is told to come back. */
const MAX_UNDER_WAY = 64;
/** Places beyond those for browsers that their person is known by: a storm of strangers doesn't fill them. */
const KNOWN_BROWSER_SLOTS = 16;

/** Too many people sign in at this moment. */
export class TooBusy extends Error {
  constructor() {
    super("Busy");
    this.name = "Busy";
  }
}

/** The outcome of a try, or `busy` where a form says so in words. */
export function orTooBusy<T>(outcome: Promise<T>): Promise<T | "busy"> {
  return outcome.catch((error: unknown) => {
    if (error instanceof TooBusy) return "busy";
    throw error;
  });
}

interface Tries {
  underWay: number;
  /** The latest try of each key that has one under way. */
  lastByKey: Map<string, Promise<unknown>>;
  withHashSlot: number;
  waitingToHash: (() => void)[];
}

const tries = processWide<Tries>("tries", () => ({
  underWay: 0,
  lastByKey: new Map(),
  withHashSlot: 0,
  waitingToHash: [],
}));

/**
 * Runs a try to sign in, after all earlier ones of the same key: guesses of one name made at once learn no more than guesses made in
 * turn.
 *
 * @param known - the browser is one that its person is known by
 * @throws Busy when too many are under way
 */
export async function runInOrder<T>(
  { key, known }: { key: string; known: boolean },
  attempt: () => Promise<T>,
): Promise<T> {
  if (tries.underWay >= MAX_UNDER_WAY + (known ? KNOWN_BROWSER_SLOTS : 0)) throw new TooBusy();
  tries.underWay++;
  const earlier = tries.lastByKey.get(key) ?? Promise.resolve();
  const mine = earlier.then(attempt, attempt);
  tries.lastByKey.set(key, mine);
  try {
    return await mine;
  } finally {
    tries.underWay--;
    if (tries.lastByKey.get(key) === mine) tries.lastByKey.delete(key);
  }
}

/** Computes a hash when fewer than two others are being computed. */
export async function withHashSlot<T>(compute: () => Promise<T>): Promise<T> {
  if (tries.withHashSlot < MAX_HASHING) tries.withHashSlot++;
  else await new Promise<void>((resolve) => tries.waitingToHash.push(resolve));
  try {
    return await compute();
  } finally {
    const next = tries.waitingToHash.shift();
    if (next)
      next(); // takes over the place, so that nobody slips in between
    else tries.withHashSlot--;
  }
}
