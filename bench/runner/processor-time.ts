import { readdirSync, readFileSync } from "node:fs";

/** Linux reports processor time in hundredths of a second, whatever the machine. */
const TICKS_PER_S = 100;

/**
 * Returns the seconds of processor time that a process has used so far. Includes its descendants that are
 * alive, and those that have ended and were waited for. Linux only.
 */
export function processorTime(pid: number): number {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcess);
  const family = new Set([pid]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const each of all) if (family.has(each.parent)) family.add(each.pid);
  }
  return all.filter((each) => family.has(each.pid)).reduce((sum, each) => sum + each.ticks, 0) / TICKS_PER_S;
}

function readProcess(name: string): { pid: number; parent: number; ticks: number }[] {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, "utf8");
    const fields = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number); // the fields from the third, "state", on
    const [parent = 0, own, kernel, ofChildren, kernelOfChildren] = [1, 11, 12, 13, 14].map(
      (at) => fields[at],
    );
    const ticks = [own, kernel, ofChildren, kernelOfChildren].reduce<number>(
      (sum, value) => sum + (value ?? 0),
      0,
    );
    return [{ pid: Number(name), parent, ticks }];
  } catch {
    return []; // the process has just ended
  }
}
