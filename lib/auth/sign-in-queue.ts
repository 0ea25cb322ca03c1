import { processWide } from "@/lib/process-wide";

/** More hashes at once would only slow each other, and take 19 MiB each. */
const MAX_HASHING = 2;
/** Tries under way: about half a second of work on two cores. Who comes after that is told to come back. */
const MAX_UNDER_WAY = 64;

/** Too many people sign in at this moment. */
export class Busy extends Error {
  constructor() {
    super("Busy");
    this.name = "Busy";
  }
}

interface Tries {
  underWay: number;
  /** The latest try of each name that has one under way. */
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
 * Runs a try to sign in, after all earlier ones of the same name: guesses made at once learn no more than guesses made in turn.
 *
 * @throws Busy when too many are under way
 */
export async function inTurn<T>(name: string, attempt: () => Promise<T>): Promise<T> {
  if (tries.underWay >= MAX_UNDER_WAY) throw new Busy();
  tries.underWay++;
  const earlier = tries.lastOf.get(name) ?? Promise.resolve();
  const mine = earlier.then(attempt, attempt);
  tries.lastOf.set(name, mine);
  try {
    return await mine;
  } finally {
    tries.underWay--;
    if (tries.lastOf.get(name) === mine) tries.lastOf.delete(name);
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
