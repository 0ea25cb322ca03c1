/**
 * Characters that a terminal or an editor executes, hides or reorders instead of showing: control (with C1),
 * format (with bidi and zero-width), surrogate halves, separators of lines, and other ignorable ones.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]/gu;

/**
 * Replaces unseen characters by `\uXXXX`. The result means the same inside a JSON string.
 *
 * @param kept - characters that stay, for example line breaks of a text that has several lines
 */
export function escapeUnseen(text: string, kept = ""): string {
  return text.replaceAll(UNSEEN, (char) => (kept.includes(char) ? char : escaped(char)));
}

/** Escapes each UTF-16 unit, as JSON does: a character beyond U+FFFF has two. */
function escaped(char: string): string {
  return Array.from({ length: char.length }, (_, unit) => {
    const code = char.charCodeAt(unit).toString(16).padStart(4, "0");
    return `\\u${code}`;
  }).join("");
}
