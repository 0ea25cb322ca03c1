import { escapeUnseen } from "@/lib/escape-unseen";

const GAP = "  ";

/**
 * Writes text and a line break to standard output. Line breaks of the text stay, because sentences have some;
 * those inside a value are escaped by `t` or `printTable`.
 */
export function print(text = ""): void {
  process.stdout.write(`${escapeUnseen(text, "\n")}\n`);
}

/** Writes text for a person to standard error. Standard output carries only what scripts read. */
export function printNotice(text: string): void {
  process.stderr.write(`${escapeUnseen(text, "\n")}\n`);
}

/** Writes a value to standard output as indented JSON. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/**
 * Writes a table to standard output. Each column is as wide as its widest cell; control characters are
 * escaped.
 */
export function printTable(headings: string[], rows: string[][]): void {
  const shown = [headings, ...rows.map((row) => row.map((cell) => escapeUnseen(cell)))];
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
