/** Formats the share of delays that are within a limit. */
export function share(values: number[], limitMs: number): string {
  const within = values.filter((value) => value <= limitMs).length;
  return `within ${limitMs} ms in ${((within / values.length) * 100).toFixed(1)} % of ${values.length}`;
}

/** Formats the median, the 99th percentile and the maximum of delays in ms. */
export function inMs(values: number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]?.toFixed(0);
  return `median ${at(0.5)} ms, 99 % ${at(0.99)} ms, longest ${at(1)} ms`;
}
