import { makeSlots, waitForTurn } from "@/lib/auth/sign-in/slots";
import { TooBusy } from "@/lib/auth/sign-in/try-later";
import { makePlaces, type Places } from "@/lib/places";
import { processWide } from "@/lib/process-wide";

/** Hashes computed at the same time. More would slow each other down, and each takes 19 MiB. */
const MAX_HASHING = 2;
/** More than there are places in all lanes, and new passwords beside them. */
const MAX_WAITING_TO_HASH = 500;
/** More than the hashes of all lanes take, so that only a machine that stands still refuses. */
const MAX_WAIT_TO_HASH_MS = 10_000;

/**
 * Places of attempts that are in progress. A flood in one lane takes no place of another lane.
 * - `known`, of users in their own browsers: two to four seconds of work, because after a power cut a whole
 *   office signs in at once
 * - `familiar`, of users at their own address: about half a second of work
 * - `strangers`: they are checked one after the other, so that one core is left for the pages
 */
const LANES = { known: 256, familiar: 64, strangers: 32 };
export type Lane = keyof typeof LANES;

/** Places of one name, or of one browser: nobody types more at the same time. */
export const PLACES_OF_USER = 4;
/** Places of one network in the lane of strangers: half of them, because an office is one address. */
export const PLACES_OF_NETWORK = 16;

/**
 * An attempt waits no longer for those ahead of it. A full lane of strangers takes about a second, and much
 * longer only while a whole office signs in or the database is going away. The wait is longer than that for a
 * hash: an attempt behind the same one sent before, which has its turn, must not be called busy while that
 * one is still to succeed. With the waits at the gate, for a hash and of the answer "busy" it is shorter than
 * that of the browser, unless the gate and Next both check and the machine stands still meanwhile.
 */
const MAX_WAIT_FOR_TURN_MS = 12_000;

/** The place that an attempt takes, and the attempts that it runs after. */
export interface Turn {
  lane: Lane;
  /** Runs after all earlier attempts that share one of these keys. */
  after: string[];
  /** Shares with its other attempts at most so many places, by key. */
  places: Places;
}

interface Attempts {
  /** The latest attempt of each key that has one in progress. */
  lastByKey: Map<string, Promise<unknown>>;
  /** Number of attempts that have ended. */
  ended: number;
}

const attempts = processWide<Attempts>("attempts", () => ({
  lastByKey: new Map(),
  ended: 0,
}));

const takePlaces = makePlaces(processWide("attempts.places", () => new Map()));

/** Returns the number of attempts that have ended, by which {@link runInOrder} knows what is out of date. */
export function countEnded(): number {
  return attempts.ended;
}

/**
 * Runs an attempt after all earlier ones with which it shares a key, so that concurrent guesses learn no
 * more than sequential ones.
 *
 * @param attempt - its argument: whether another attempt has ended since `endedBefore`, so that what the
 *   caller read about failures may be out of date
 * @param endedBefore - {@link countEnded} before the caller read it
 * @throws TooBusy when the lane has no place, one of the keys has too many, or the turn does not come in time
 */
export async function runInOrder<T>(
  { lane, after, places }: Turn,
  attempt: (outOfDate: boolean) => Promise<T>,
  endedBefore = countEnded(),
): Promise<T> {
  const leavePlaces = takePlaces({ ...places, [`lane ${lane}`]: LANES[lane] });
  if (!leavePlaces) throw new TooBusy();
  const earlier = Promise.all(after.map((key) => attempts.lastByKey.get(key)));
  const join = (begin: () => void) => {
    earlier.then(begin, begin);
    return () => {}; // a chain of promises has nothing to remove, and its turn comes to nothing
  };
  const mine = waitForTurn(join, MAX_WAIT_FOR_TURN_MS).then(() => attempt(attempts.ended !== endedBefore));
  // Those behind an attempt that has left still run after those ahead of it.
  const ended = Promise.all([earlier, mine.then(end, end)]).then(forgetKeys);
  for (const key of after) attempts.lastByKey.set(key, ended);
  return mine;

  function end(): void {
    attempts.ended++;
    leavePlaces?.();
  }

  function forgetKeys(): void {
    for (const key of after) if (attempts.lastByKey.get(key) === ended) attempts.lastByKey.delete(key);
  }
}

/** Computes a hash as soon as fewer than two others are being computed. */
export const withHashSlot = makeSlots("hash", {
  atOnce: MAX_HASHING,
  waiting: MAX_WAITING_TO_HASH,
  waitMs: MAX_WAIT_TO_HASH_MS,
});
