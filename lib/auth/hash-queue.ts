import { processWide } from "@/lib/process-wide";

/** More hashes at once would only slow each other, and take 19 MiB each. */
const MAX_RUNNING = 2;
/** About half a second of work on two cores; who comes after that is told to come back. */
const MAX_WAITING = 64;

/** Too many people sign in at this moment. */
export class Busy extends Error {
  constructor() {
    super("Busy");
    this.name = "Busy";
  }
}

interface Queue {
  running: number;
  waiting: (() => void)[];
}

const queue = processWide<Queue>("hash-queue", () => ({ running: 0, waiting: [] }));

/**
 * Runs `work` (a password check) when fewer than two others run.
 *
 * @throws Busy when too many wait already
 */
export async function inHashQueue<T>(work: () => Promise<T>): Promise<T> {
  if (queue.running >= MAX_RUNNING) await waitForTurn();
  else queue.running++;
  try {
    return await work();
  } finally {
    const next = queue.waiting.shift();
    if (next)
      next(); // takes over the place, so that nobody slips in between
    else queue.running--;
  }
}

function waitForTurn(): Promise<void> {
  if (queue.waiting.length >= MAX_WAITING) return Promise.reject(new Busy());
  return new Promise((resolve) => queue.waiting.push(resolve));
}
