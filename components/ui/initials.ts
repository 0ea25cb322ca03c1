const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/**
 * Returns the first letters of the first and the last word (`Marie-Ange Jean Louis` → `ML`), or the first two
 * letters of a single word. Returns `?` when the name has no letter or digit.
 */
export function initials(name: string): string {
  const words = name
    .normalize("NFC")
    .split(/[\s_.]+/u)
    .map((word) => [...word].filter((character) => LETTER_OR_DIGIT.test(character)))
    .filter((characters) => characters.length > 0);
  const first = words.at(0);
  const last = words.at(-1);
  if (!first || !last) return "?";
  const letters = words.length === 1 ? first.slice(0, 2) : [first[0], last[0]];
  return letters.join("").toLocaleUpperCase("fr");
}
