import { processWide } from "@/lib/process-wide";

/** Hashes computed at the same time. More would slow each other down, and each takes 19 MiB. */
const MAX_HASHING = 2;
/** Attempts in progress: about half a second of work on two cores. Further attempts throw `TooBusy`. */
const MAX_IN_PROGRESS = 64;
/** Additional attempts for known browsers of users. A flood of other attempts can't use them. */
const KNOWN_BROWSER_SLOTS = 16;

/** Thrown when too many sign-in attempts are in progress. */
export class TooBusy extends Error {
  constructor() {
    super("TooBusy");
    this.name = "TooBusy";
  }
}

/** Returns the outcome of an attempt; `busy` instead of {@link TooBusy}, for forms that show a message. */
export function orTooBusy<T>(outcome: Promise<T>): Promise<T | "busy"> {
  return outcome.catch((error: unknown) => {
    if (error instanceof TooBusy) return "busy";
    throw error;
  });
}

interface Attempts {
  inProgress: number;
  /** The latest attempt of each key that has one in progress. */
  lastByKey: Map<string, Promise<unknown>>;
  hashing: number;
  waitingToHash: (() => void)[];
}

const attempts = processWide<Attempts>("attempts", () => ({
  inProgress: 0,
  lastByKey: new Map(),
  hashing: 0,
  waitingToHash: [],
}));

/**
 * Runs a sign-in attempt after all earlier ones of the same key, so that concurrent guesses for one name
 * learn no more than sequential ones.
 *
 * @param known - whether the attempt comes from a known browser of the user
 * @throws TooBusy when too many attempts are in progress
 */
export async function runInOrder<T>(
  { key, known }: { key: string; known: boolean },
  attempt: () => Promise<T>,
): Promise<T> {
  if (attempts.inProgress >= MAX_IN_PROGRESS + (known ? KNOWN_BROWSER_SLOTS : 0)) throw new TooBusy();
  attempts.inProgress++;
  const earlier = attempts.lastByKey.get(key) ?? Promise.resolve();
  const mine = earlier.then(attempt, attempt);
  attempts.lastByKey.set(key, mine);
  try {
    return await mine;
  } finally {
    attempts.inProgress--;
    if (attempts.lastByKey.get(key) === mine) attempts.lastByKey.delete(key);
  }
}

/** Computes a hash as soon as fewer than two others are being computed. */
export async function withHashSlot<T>(compute: () => Promise<T>): Promise<T> {
  if (attempts.hashing < MAX_HASHING) attempts.hashing++;
  else await new Promise<void>((resolve) => attempts.waitingToHash.push(resolve));
  try {
    return await compute();
  } finally {
    const next = attempts.waitingToHash.shift();
    if (next)
      next(); // gets this slot directly, so that no new caller takes it first
    else attempts.hashing--;
  }
}
