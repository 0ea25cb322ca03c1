import type { Way } from "./honest";
import { loadsOf, type Measured, type Phase, percentile, timesOf } from "./judge";
import type { Noticed } from "./phase";

const HEAD = [
  "Attack",
  "in within 10 s: known, new, code",
  "`/admin` p50, p99",
  "`/me` p50, p99",
  "sign-in, known p50, p99",
  "sign-in, new p50, p99",
  "memory before, most, after (MiB)",
  "descriptors before, most, after",
];
const IN_WITHIN_MS = 10_000;

/**
 * Returns a Markdown table: a row for all people before the attacks, one for each attack, and one for all
 * people a minute after.
 */
export function tableOf(measured: Measured[]): string[] {
  return [
    lineOf(HEAD),
    lineOf(HEAD.map(() => "---")),
    lineOf(cellsOf("none, before", allOf(measured.map(({ before }) => before)), ["", ""])),
    ...measured.map(rowOf),
    lineOf(cellsOf("none, after", allOf(measured.map(({ after }) => after)), ["", ""])),
  ];
}

/** Returns the row of one attack. */
export function rowOf({ attack, before, during, after }: Measured): string {
  const phases = [before, during, after];
  const held = [
    phases.map(({ held }) => held.memoryMiB).join(", "),
    phases.map(({ held }) => held.descriptors).join(", "),
  ];
  return lineOf(cellsOf(attack, during.noticed, held));
}

function lineOf(cells: string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function cellsOf(name: string, noticed: Noticed, held: string[]): string[] {
  const ways: Way[] = ["known", "new", "code"];
  return [
    name,
    ways.map((way) => shareIn(timesOf(noticed, way))).join(", "),
    inWords(loadsOf(noticed, "/admin")),
    inWords(loadsOf(noticed, "/me")),
    inWords(timesOf(noticed, "known")),
    inWords(timesOf(noticed, "new")),
    ...held,
  ];
}

function allOf(phases: Phase[]): Noticed {
  return {
    arrivals: phases.flatMap(({ noticed }) => noticed.arrivals),
    loads: phases.flatMap(({ noticed }) => noticed.loads),
    complaints: [],
  };
}

function shareIn(times: number[]): string {
  if (times.length === 0) return "–";
  const within = times.filter((ms) => ms <= IN_WITHIN_MS).length;
  return `${Math.floor((within / times.length) * 100)} %`;
}

/** Formats the median and the 99th percentile; the latter is the longest of less than a hundred. */
function inWords(times: number[]): string {
  if (times.length === 0) return "–";
  return [0.5, 0.99].map((part) => shown(percentile(times, part))).join(", ");
}

function shown(ms: number): string {
  if (!Number.isFinite(ms)) return "never";
  return ms < 1_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
