import { TooBusy } from "@/lib/auth/sign-in/try-later";
import { processWide } from "@/lib/process-wide";

interface Slots {
  taken: number;
  waiting: (() => void)[];
}

/**
 * Makes a function that runs tasks, at most `max` of them at the same time in this process. Further tasks
 * wait in the order of their calls.
 *
 * @param maxWaiting - a task beyond it is not run
 * @throws TooBusy (the returned function) when too many tasks wait
 */
export function makeSlots(name: string, max: number, maxWaiting: number) {
  const slots = processWide<Slots>(`slots.${name}`, () => ({ taken: 0, waiting: [] }));
  return async <T>(task: () => Promise<T>): Promise<T> => {
    if (slots.waiting.length >= maxWaiting) throw new TooBusy();
    if (slots.taken < max) slots.taken++;
    else await new Promise<void>((resolve) => slots.waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = slots.waiting.shift();
      if (next)
        next(); // gets this slot directly, so that no new caller takes it first
      else slots.taken--;
    }
  };
}
