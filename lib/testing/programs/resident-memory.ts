import { readFileSync } from "node:fs";

/** Returns the resident memory of a process, in MiB. Linux only. */
export function residentMiB(pid: number): number {
  const kiB = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Math.round(Number(kiB) / 1024);
}
