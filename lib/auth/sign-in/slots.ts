import { TooBusy } from "@/lib/auth/sign-in/try-later";
import { makePlaces, type Places } from "@/lib/places";
import { processWide } from "@/lib/process-wide";

interface SlotLimits {
  /** Tasks that run at the same time in this process. */
  atOnce: number;
  /** Tasks that wait for those. */
  waiting: number;
  /** A task that has waited for so long is not run: its client may have given up. */
  waitMs: number;
}

/** The client of a task, for the time in which the task waits. */
interface Waiter {
  /** The task shares with others that wait at most so many places, by key. */
  places?: Places;
  /** Registers a function that runs when the client has gone. */
  whenGone?: (then: () => void) => void;
}

interface Slots {
  taken: number;
  /** Begins the tasks that wait, in the order of their calls. */
  waiting: Set<() => void>;
  /** Places of those that wait. */
  places: Map<string, number>;
}

/**
 * Makes a function that runs tasks, at most some of them at the same time. Further tasks wait in the order of
 * their calls.
 *
 * @throws TooBusy (the returned function) when the task was not run: too many wait, in all or with one of its
 *   keys, it has waited too long, or its client has gone
 */
export function makeSlots(name: string, { atOnce, waiting: maxWaiting, waitMs }: SlotLimits) {
  const slots = processWide<Slots>(`slots.${name}`, () => ({
    taken: 0,
    waiting: new Set(),
    places: new Map(),
  }));
  const { waiting } = slots;
  const takePlaces = makePlaces(slots.places);
  return async <T>(task: () => Promise<T>, { places = {}, whenGone }: Waiter = {}): Promise<T> => {
    if (slots.taken < atOnce) slots.taken++;
    else {
      const leavePlaces = waiting.size < maxWaiting && takePlaces(places);
      if (!leavePlaces) throw new TooBusy();
      const join = (begin: () => void) => {
        waiting.add(begin);
        return () => {
          waiting.delete(begin);
          leavePlaces();
        };
      };
      await waitForTurn(join, waitMs, whenGone);
    }
    try {
      return await task();
    } finally {
      const [next] = waiting;
      if (next)
        next(); // gets this slot directly, so that no new caller takes it first
      else slots.taken--;
    }
  };
}

/**
 * Waits until a queue gives the turn.
 *
 * @param join - joins the queue, which calls `begin` later, when the turn has come. Returns a function that
 *   leaves the queue, which is called before the wait ends: no turn is given to one who has left
 * @throws TooBusy after `waitMs`, or when the client has gone
 */
export function waitForTurn(
  join: (begin: () => void) => () => void,
  waitMs: number,
  whenGone: Waiter["whenGone"] = () => {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (then: () => void) => {
      clearTimeout(timer);
      leave();
      then();
    };
    const giveUp = () => end(() => reject(new TooBusy()));
    const timer = setTimeout(giveUp, waitMs);
    const leave = join(() => end(resolve));
    whenGone(giveUp);
  });
}
