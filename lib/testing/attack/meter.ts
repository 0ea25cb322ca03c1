import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { residentMiB } from "@/lib/testing/programs/resident-memory";

/** Resources that a process holds. */
export interface Held {
  /** Resident memory. */
  memoryMiB: number;
  descriptors: number;
}

const SAMPLE_EVERY_MS = 250;
/** Many times what a collection takes, and the return of its pages to the system. */
const COLLECTED_WITHIN_MS = 2_000;

/** Reads what a process holds; null when it has ended. Linux only. */
export function readHeld(pid: number): Held | null {
  try {
    return { memoryMiB: residentMiB(pid), descriptors: readdirSync(`/proc/${pid}/fd`).length };
  } catch {
    return null;
  }
}

/**
 * Makes the product collect its garbage (collect-garbage.mjs). Returns the memory that it then holds, in
 * MiB; 0 when it has ended.
 */
export async function collectGarbage(pid: number): Promise<number> {
  if (readHeld(pid)) process.kill(pid, "SIGUSR2");
  await sleep(COLLECTED_WITHIN_MS);
  return readHeld(pid)?.memoryMiB ?? 0;
}

/** Reads what a process holds, again and again, while a task runs. Returns the outcome of the task, too. */
export async function meter<T>(pid: number, task: Promise<T>): Promise<{ outcome: T; samples: Held[] }> {
  const samples: Held[] = [];
  const done = new AbortController();
  const sampling = (async () => {
    while (!done.signal.aborted) {
      const held = readHeld(pid);
      if (held) samples.push(held);
      await sleep(SAMPLE_EVERY_MS, undefined, { signal: done.signal }).catch(() => {});
    }
  })();
  try {
    return { outcome: await task, samples };
  } finally {
    done.abort();
    await sampling;
  }
}

/** Returns the highest of each figure. */
export function mostOf(samples: Held[]): Held {
  return {
    memoryMiB: Math.max(0, ...samples.map(({ memoryMiB }) => memoryMiB)),
    descriptors: Math.max(0, ...samples.map(({ descriptors }) => descriptors)),
  };
}

/** Returns the median of each figure. */
export function usualOf(samples: Held[]): Held {
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return {
    memoryMiB: median(samples.map(({ memoryMiB }) => memoryMiB)),
    descriptors: median(samples.map(({ descriptors }) => descriptors)),
  };
}
