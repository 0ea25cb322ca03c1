/** One way of doing a thing; `measure` runs it for a few seconds and returns how often per second it was done. */
export interface Side {
  name: string;
  measure(): Promise<number>;
}

export interface Comparison {
  unit: string;
  base: { name: string; perSecond: number[] };
  other: { name: string; perSecond: number[] };
  /** other / base of each pair. */
  ratios: number[];
}

/** A machine drifts while it measures; the two halves of a pair see the same weather, and who goes first alternates. */
export async function comparePairs(
  { unit, base, other, pairs }: { unit: string; base: Side; other: Side; pairs: number },
  onPair: (line: string) => void,
): Promise<Comparison> {
  const result: Comparison = {
    unit,
    base: { name: base.name, perSecond: [] },
    other: { name: other.name, perSecond: [] },
    ratios: [],
  };
  for (let pair = 0; pair < pairs; pair++) {
    const baseFirst = pair % 2 === 0;
    const first = await (baseFirst ? base : other).measure();
    const second = await (baseFirst ? other : base).measure();
    const [ofBase, ofOther] = baseFirst ? [first, second] : [second, first];
    result.base.perSecond.push(ofBase);
    result.other.perSecond.push(ofOther);
    result.ratios.push(ofOther / ofBase);
    onPair(
      `pair ${pair + 1}/${pairs}: ${base.name} ${ofBase.toFixed(1)}, ${other.name} ${ofOther.toFixed(1)} ${unit}`,
    );
  }
  return result;
}

export interface Spread {
  median: number;
  min: number;
  max: number;
  /** First and third quartile. */
  q1: number;
  q3: number;
}

export function spread(values: number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => {
    const place = (sorted.length - 1) * share;
    const below = sorted[Math.floor(place)] ?? Number.NaN;
    const above = sorted[Math.ceil(place)] ?? Number.NaN;
    return below + (above - below) * (place - Math.floor(place));
  };
  return { median: at(0.5), min: at(0), max: at(1), q1: at(0.25), q3: at(0.75) };
}
