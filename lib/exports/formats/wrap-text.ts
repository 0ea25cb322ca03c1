/** Characters that are invisible or change the layout: controls, marks of direction, lone surrogates. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** Returns a text for paper: line breaks and tabs become spaces, other invisible characters U+FFFD. */
export function printable(text: string): string {
  return text.replaceAll(/\r\n?|\n|\t/g, " ").replaceAll(INVISIBLE, "\ufffd");
}

/**
 * Breaks a text into lines that are no wider than a cell: between words, and within a word that is wider than
 * a line.
 *
 * @param measure - returns the width of a text, in the unit of `width`
 */
export function wrapText(text: string, width: number, measure: (text: string) => number): string[] {
  if (measure(text) <= width) return [text];
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((each) => splitWord(each, width, measure))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && measure(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function splitWord(word: string, width: number, measure: (text: string) => number): string[] {
  if (measure(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = "";
  for (const letter of word) {
    if (piece !== "" && measure(piece + letter) > width) {
      pieces.push(piece);
      piece = letter;
    } else piece += letter;
  }
  return [...pieces, piece];
}
