/** What a terminal would obey instead of showing. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/gu;
const GAP = "  ";

export function visible(text: string): string {
  return text.replaceAll(UNSEEN, "\ufffd");
}

export function print(line = ""): void {
  process.stdout.write(`${line}\n`);
}

/** For people only: standard output stays what a script reads. */
export function notice(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** Columns under their headings, as wide as what they hold. */
export function printTable(headings: string[], rows: string[][]): void {
  const shown = [headings, ...rows.map((row) => row.map(visible))];
  const widths = headings.map((_, column) =>
    shown.reduce((widest, row) => Math.max(widest, lengthOf(row[column])), 0),
  );
  for (const row of shown) {
    const cells = row.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - lengthOf(cell)));
    print(cells.join(GAP).trimEnd());
  }
}

function lengthOf(text = ""): number {
  return Array.from(text.normalize("NFC")).length;
}
