/** Control, format and surrogate characters, which a terminal executes or hides instead of showing. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/gu;
const GAP = "  ";

/** Replaces control, format and surrogate characters by U+FFFD. */
export function visible(text: string): string {
  return text.replaceAll(UNSEEN, "\ufffd");
}

/** Writes a line to standard output. */
export function print(line = ""): void {
  process.stdout.write(`${line}\n`);
}

/** Writes a line for a person to standard error. Standard output carries only what scripts read. */
export function printNotice(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Writes a value to standard output as indented JSON. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/**
 * Writes a table to standard output. Each column is as wide as its widest cell; control characters are
 * replaced.
 */
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
