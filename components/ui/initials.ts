const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** First letters of the first and the last word (`Marie-Ange Jean Louis` → `ML`); of one word, its first two. */
export function initials(name: string): string {
  const words = name
    .normalize("NFC")
    .split(/[\s_.]+/u)
    .map((word) => [...word].filter((sign) => LETTER_OR_DIGIT.test(sign)))
    .filter((signs) => signs.length > 0);
  const first = words.at(0);
  const last = words.at(-1);
  if (!first || !last) return "?";
  const letters = words.length === 1 ? first.slice(0, 2) : [first[0], last[0]];
  return letters.join("").toLocaleUpperCase("fr");
}
