import type { Dashboard } from "@/lib/reports/dashboard/dashboard";

/** Consecutive steps with the same number of connected users. All times here are milliseconds since 1970. */
interface CurveSegment {
  from: number;
  to: number;
  people: number;
}

export interface Curve {
  /** Oldest first, without gaps. The last one ends at `end`. */
  segments: CurveSegment[];
  start: number;
  end: number;
  stepMs: number;
  /** Number of users connected at `end`, which may lie between two steps. */
  now: number;
  /** The highest number of users, and the latest time at which it was reached. */
  peak: { people: number; at: number };
}

/**
 * Returns the curve of the last 24 hours. The current number comes from `counts`, so that it matches the
 * figures beside the curve.
 */
export function curveOf({ lastDay, counts, generatedAt }: Dashboard): Curve {
  const start = Date.parse(lastDay.from);
  const end = Date.parse(generatedAt);
  const { stepMs } = lastDay;
  const segments: CurveSegment[] = [];
  let peak = { people: 0, at: start };
  for (const [step, people] of lastDay.people.entries()) {
    const at = start + step * stepMs;
    const to = Math.min(at + stepMs, end);
    const latest = segments.at(-1);
    if (latest?.people === people) latest.to = to;
    else segments.push({ from: at, to, people });
    if (people > 0 && people >= peak.people) peak = { people, at };
  }
  const now = counts.online + counts.away;
  if (now > 0 && now >= peak.people) peak = { people: now, at: end };
  return { segments, start, end, stepMs, now, peak };
}

/** Returns the position of a time between the ends of a curve, in per cent. */
export function acrossOf({ start, end }: Curve, at: number): number {
  return (100 * (at - start)) / (end - start);
}

/** Returns the distance between the peak and a number of users, in per cent of the peak. */
export function downOf({ peak }: Curve, people: number): number {
  return 100 - (100 * people) / Math.max(1, peak.people);
}

/** Returns the line as an SVG path in a square of 100 by 100, from the first step to now. */
export function linePath(curve: Curve): string {
  const round = (value: number) => Math.round(value * 100) / 100;
  const down = (people: number) => round(downOf(curve, people));
  const steps = curve.segments.map(
    ({ from, people }, index) =>
      `${index === 0 ? "M0 " : `H${round(acrossOf(curve, from))}V`}${down(people)}`,
  );
  return `${steps.join("")}H100V${down(curve.now)}`;
}

/**
 * Returns the last step up to a point of the curve, and the number of users then.
 *
 * @param across - position between the ends of the curve, in per cent; limited to 0–100
 */
export function readAt(
  { segments, start, end, stepMs }: Curve,
  across: number,
): { at: number; people: number } {
  const shown = start + ((end - start) * Math.min(100, Math.max(0, across))) / 100;
  const at = start + Math.floor((shown - start) / stepMs) * stepMs;
  const segment = segments.findLast(({ from }) => from <= at);
  return { at, people: segment?.people ?? 0 };
}
