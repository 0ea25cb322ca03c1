import type { Way } from "./honest";
import type { Held } from "./meter";
import type { Noticed } from "./phase";

/** The figures of one attack. */
export interface Measured {
  attack: string;
  before: Phase;
  /** `held` has the highest figures. */
  during: Phase;
  after: Phase;
  /** Everything that a correct product never does: seen by the attackers, or in its output. */
  faults: string[];
  /** Whether the product is still the same process. */
  alive: boolean;
}

export interface Phase {
  noticed: Noticed;
  held: Held;
}

/** Goals of the long form. */
const IN_WITHIN_MS = 10_000;
const MIN_SHARE_IN = 0.95;
const MAX_PAGE_P99_MS = 1_000;
/** Growth that may be left a minute later. */
const MAX_LEFT = 1.1;
/** Growth at any time, garbage that is not collected yet included. */
const MAX_MORE_MIB_LONG = 1_024;
/** Connections that the pool of the database opens when many questions come at once, and closes later. */
const POOL = 10;
/** Bounds of the short form, which hold on a busy machine: no attack may take all that it can. */
const MAX_MORE_MIB = 250;
const MAX_MORE_DESCRIPTORS = 1_000;
/** Connections to the database and of browsers come and go with the work. */
const SPARE_DESCRIPTORS = 25;

const WAYS = ["known", "new", "code"] as const satisfies Way[];

/**
 * Checks the goals of one attack, with times in the long form and without in the short one. Pure, so that a
 * test can miss each.
 *
 * @returns a sentence for each goal that is missed
 */
export function judge(measured: Measured, form: "long" | "short"): string[] {
  const missed = [...missedAlways(measured), ...(form === "long" ? missedTimes : missedBounds)(measured)];
  return missed.map((sentence) => `${measured.attack}: ${sentence}`);
}

function missedAlways({ alive, faults, before, during, after }: Measured): string[] {
  const missed: string[] = [];
  if (!alive) missed.push("the product ended");
  missed.push(...faults);
  for (const { noticed } of [before, during, after])
    missed.push(...new Set(noticed.complaints.map((about) => `an honest person got ${about}`)));
  const { arrivals, loads } = during.noticed;
  if (arrivals.length === 0 || loads.length === 0) missed.push("no honest person came, so nothing is proved");
  return missed;
}

/** The goals of the long form: times, shares and what is left a minute later. */
function missedTimes({ before, during, after }: Measured): string[] {
  const missed: string[] = [];
  for (const way of WAYS) {
    const times = timesOf(during.noticed, way);
    const { length: all } = times;
    const within = times.filter((ms) => ms <= IN_WITHIN_MS).length;
    if (within < all * MIN_SHARE_IN)
      missed.push(`${within} of ${all} got in within 10 s (${way}); ${saidOf(during.noticed, way)}`);
  }
  for (const path of ["/admin", "/me"] as const) {
    const p99 = percentile(loadsOf(during.noticed, path), 0.99);
    if (p99 >= MAX_PAGE_P99_MS) missed.push(`${path} took ${inMs(p99)} at p99`);
  }
  const calm = percentile(loadsOf(before.noticed, "/admin"), 0.99);
  if (calm >= MAX_PAGE_P99_MS)
    missed.push(`/admin took ${inMs(calm)} before the attack: the machine has other work, so no time counts`);
  const contacts = loadsOf(during.noticed, "/api/contact");
  const noted = contacts.filter(Number.isFinite).length;
  if (noted < contacts.length * MIN_SHARE_IN)
    missed.push(`${noted} of ${contacts.length} contacts were noted`);
  if (after.held.memoryMiB > before.held.memoryMiB * MAX_LEFT)
    missed.push(`memory ${before.held.memoryMiB} MiB before, ${after.held.memoryMiB} MiB a minute after`);
  if (during.held.memoryMiB > before.held.memoryMiB + MAX_MORE_MIB_LONG)
    missed.push(`memory ${before.held.memoryMiB} MiB before, ${during.held.memoryMiB} MiB at most`);
  const spare = Math.max(before.held.descriptors * (MAX_LEFT - 1), POOL);
  if (after.held.descriptors > before.held.descriptors + spare)
    missed.push(`${before.held.descriptors} descriptors before, ${after.held.descriptors} a minute after`);
  return missed;
}

/** The bounds of the short form: all got in and were served at some time, and nothing grew without end. */
function missedBounds({ before, during, after }: Measured): string[] {
  const missed: string[] = [];
  for (const way of WAYS) {
    const times = timesOf(during.noticed, way);
    const out = times.filter((ms) => !Number.isFinite(ms)).length;
    if (out > 0)
      missed.push(`${out} of ${times.length} never got in (${way}); ${saidOf(during.noticed, way)}`);
  }
  const unserved = during.noticed.loads.filter(({ ms }) => ms === null);
  if (unserved.length > 0)
    missed.push(`${unserved.length} of ${during.noticed.loads.length} pages were not answered`);
  const most = Math.max(during.held.memoryMiB, after.held.memoryMiB);
  if (most > before.held.memoryMiB + MAX_MORE_MIB)
    missed.push(`memory ${before.held.memoryMiB} MiB before, ${most} MiB at most`);
  if (during.held.descriptors > before.held.descriptors + MAX_MORE_DESCRIPTORS)
    missed.push(`${before.held.descriptors} descriptors before, ${during.held.descriptors} at most`);
  if (after.held.descriptors > before.held.descriptors + SPARE_DESCRIPTORS)
    missed.push(`${before.held.descriptors} descriptors before, ${after.held.descriptors} left`);
  return missed;
}

/** Returns the times until people were in; Infinity for those who never were. */
export function timesOf({ arrivals }: Noticed, way: Way): number[] {
  return arrivals.filter((arrival) => arrival.way === way).map(({ ms }) => ms ?? Number.POSITIVE_INFINITY);
}

/** Returns the times of answers; Infinity for those that did not come. */
export function loadsOf({ loads }: Noticed, path: Noticed["loads"][number]["path"]): number[] {
  return loads.filter((load) => load.path === path).map(({ ms }) => ms ?? Number.POSITIVE_INFINITY);
}

/** Returns the smallest value that so large a part of all values does not exceed; 0 without values. */
export function percentile(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
}

/** Formats a duration; `never` when it did not end. */
function inMs(ms: number): string {
  return Number.isFinite(ms) ? `${ms.toFixed(0)} ms` : "never";
}

function saidOf({ arrivals }: Noticed, way: Way): string {
  const said = new Set(
    arrivals.filter((each) => each.way === way && each.ms === null).map((each) => each.said),
  );
  return `the others were told: ${[...said].slice(0, 3).join(" | ") || "later"}`;
}
