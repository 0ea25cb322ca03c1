import { processWide } from "@/lib/process-wide";

/** More hashes at once would only slow each other, and take 19 MiB each. */
const MAX_HASHING = 2;
/** Tries under way: about half a second of work on two cores. Who comes after that is told to come back. */
const MAX_UNDER_WAY = 64;
/** Places beyond those for browsers that their person is known by: a storm of strangers doesn't fill them. */
const KNOWN_PLACES = 16;

/** Too many people sign in at this moment. */
export class Busy extends Error {
  constructor() {
    super("Busy");
    this.name = "Busy";
  }
}

/** The outcome of a try, or `busy` where a form says so in words. */
export function orBusy<T>(outcome: Promise<T>): Promise<T | "busy"> {
  return outcome.catch((error: unknown) => {
    if (error instanceof Busy) return "busy";
    throw error;
  });
}

interface Tries {
  underWay: number;
  /** The latest try of each line that has one under way. */
  lastOf: Map<string, Promise<unknown>>;
  hashing: number;
  waitingToHash: (() => void)[];
}

const tries = processWide<Tries>("tries", () => ({
  underWay: 0,
  lastOf: new Map(),
  hashing: 0,
  waitingToHash: [],
}));

/**
 * Runs a try to sign in, after all earlier ones of the same line: guesses of one name made at once learn no more than guesses made in
 * turn.
 *
 * @param known - the browser is one that its person is known by
 * @throws Busy when too many are under way
 */
export async function inTurn<T>(
  { line, known }: { line: string; known: boolean },
  attempt: () => Promise<T>,
): Promise<T> {
  if (tries.underWay >= MAX_UNDER_WAY + (known ? KNOWN_PLACES : 0)) throw new Busy();
  tries.underWay++;
  const earlier = tries.lastOf.get(line) ?? Promise.resolve();
  const mine = earlier.then(attempt, attempt);
  tries.lastOf.set(line, mine);
  try {
    return await mine;
  } finally {
    tries.underWay--;
    if (tries.lastOf.get(line) === mine) tries.lastOf.delete(line);
  }
}

/** Computes a hash when fewer than two others are being computed. */
export async function hashing<T>(compute: () => Promise<T>): Promise<T> {
  if (tries.hashing < MAX_HASHING) tries.hashing++;
  else await new Promise<void>((resolve) => tries.waitingToHash.push(resolve));
  try {
    return await compute();
  } finally {
    const next = tries.waitingToHash.shift();
    if (next)
      next(); // takes over the place, so that nobody slips in between
    else tries.hashing--;
  }
}
