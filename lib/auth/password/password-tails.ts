/** Years that people append: from the independence of Haiti on. */
const YEAR = /^(?:1[89]|20)\d\d$/;

/**
 * Returns a text without the digits that people append to a word, and that an attacker appends to every
 * word: years, three or more digits that count up or down by one ("123", "0987"), and one digit repeated.
 */
export function withoutTails(text: string): string {
  return text.replaceAll(/\d{3,}/g, (digits) => (YEAR.test(digits) || isRun(digits) ? " " : digits));
}

function isRun(digits: string): boolean {
  const steps = Array.from(digits.slice(1), (digit, index) => Number(digit) - Number(digits[index]));
  // 9 → 0 and 0 → 9 continue the run, as on the row of a keyboard.
  return (
    new Set(steps.map((step) => (step + 10) % 10)).size === 1 && [0, 1, -1, 9, -9].includes(steps[0] ?? 0)
  );
}
