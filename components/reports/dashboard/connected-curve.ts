import type { Dashboard } from "@/lib/reports/dashboard/dashboard";

/** A while with as many people connected at each of its steps. Milliseconds since 1970, as all times here. */
interface CurveSegment {
  from: number;
  to: number;
  people: number;
}

export interface Curve {
  /** Oldest first, one where the other ends; the last reaches to now. */
  stretches: CurveSegment[];
  start: number;
  end: number;
  stepMs: number;
  /** At `end`, which need not be a step. */
  now: number;
  /** The most people, and when latest. */
  peak: { people: number; at: number };
}

/** The last day as a line of steps; how many are connected now is counted with the figures beside it. */
export function curveOf({ lastDay, counts, generatedAt }: Dashboard): Curve {
  const start = Date.parse(lastDay.from);
  const end = Date.parse(generatedAt);
  const { stepMs } = lastDay;
  const stretches: CurveSegment[] = [];
  let peak = { people: 0, at: start };
  for (const [step, people] of lastDay.people.entries()) {
    const at = start + step * stepMs;
    const to = Math.min(at + stepMs, end);
    const latest = stretches.at(-1);
    if (latest?.people === people) latest.to = to;
    else stretches.push({ from: at, to, people });
    if (people > 0 && people >= peak.people) peak = { people, at };
  }
  const now = counts.online + counts.away;
  if (now > 0 && now >= peak.people) peak = { people: now, at: end };
  return { stretches, start, end, stepMs, now, peak };
}

/** Where a time stands between the ends of a curve, in per cent. */
export function acrossOf({ start, end }: Curve, at: number): number {
  return (100 * (at - start)) / (end - start);
}

/** How far below the peak so many people are, in per cent. */
export function downOf({ peak }: Curve, people: number): number {
  return 100 - (100 * people) / Math.max(1, peak.people);
}

/** The line as an SVG path in a square of 100 by 100, from the first step to now. */
export function linePath(curve: Curve): string {
  const round = (value: number) => Math.round(value * 100) / 100;
  const down = (people: number) => round(downOf(curve, people));
  const steps = curve.stretches.map(
    ({ from, people }, index) =>
      `${index === 0 ? "M0 " : `H${round(acrossOf(curve, from))}V`}${down(people)}`,
  );
  return `${steps.join("")}H100V${down(curve.now)}`;
}

/** How many were connected at the last step before a point that somebody shows, given in per cent. */
export function readAt(
  { stretches, start, end, stepMs }: Curve,
  across: number,
): { at: number; people: number } {
  const shown = start + ((end - start) * Math.min(100, Math.max(0, across))) / 100;
  const at = start + Math.floor((shown - start) / stepMs) * stepMs;
  const stretch = stretches.findLast(({ from }) => from <= at);
  return { at, people: stretch?.people ?? 0 };
}
