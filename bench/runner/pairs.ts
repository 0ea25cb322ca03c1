import { type Spread, spread } from "./spread";

/** One of two variants to compare. `measure` runs it for a few seconds and returns a figure. */
export interface Side {
  name: string;
  measure(): Promise<number>;
}

interface Question {
  /** Unit of the figures. */
  unit: string;
  base: Side;
  other: Side;
  pairs: number;
}

/**
 * Measures two sides in alternating pairs. A machine becomes slower and faster over time; the two halves of a
 * pair run under the same conditions, and the side that goes first alternates.
 *
 * @returns lines to print: the figures of both sides, and the ratios other / base of the pairs
 */
export async function comparePairs(
  { unit, base, other, pairs }: Question,
  printLine: (line: string) => void,
): Promise<string[]> {
  const ofBase: number[] = [];
  const ofOther: number[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const baseFirst = pair % 2 === 0;
    const first = await (baseFirst ? base : other).measure();
    const second = await (baseFirst ? other : base).measure();
    ofBase.push(baseFirst ? first : second);
    ofOther.push(baseFirst ? second : first);
    const [left, right] = [ofBase, ofOther].map((values) => values.at(-1)?.toFixed(1));
    printLine(`pair ${pair + 1}/${pairs}: ${base.name} ${left}, ${other.name} ${right} ${unit}`);
  }
  const ratios = ofOther.map((value, pair) => value / (ofBase[pair] ?? Number.NaN));
  return [
    `${base.name}: median ${inWords(spread(ofBase), 1)} ${unit}`,
    `${other.name}: median ${inWords(spread(ofOther), 1)} ${unit}`,
    `${other.name} / ${base.name}: median ${inWords(spread(ratios), 3)}, ${pairs} alternating pairs`,
  ];
}

/** Formats a spread as `median (min–max, middle half q1–q3)`. */
export function inWords({ median, min, max, q1, q3 }: Spread, digits: number): string {
  const [middle, low, high, first, third] = [median, min, max, q1, q3].map((value) => value.toFixed(digits));
  return `${middle} (${low}–${high}, middle half ${first}–${third})`;
}
