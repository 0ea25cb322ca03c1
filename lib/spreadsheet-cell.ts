/**
 * Puts an apostrophe before every character that could begin a formula, so that a spreadsheet shows the
 * text and evaluates nothing in it, wherever the program splits a line into cells (a French one splits at
 * `;`). Without these apostrophes the result is the original text.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function harmlessCell(text: string): string {
  return text.replaceAll(/(?<=^|[,;\t\r\n])(?=[=+\-@\t\r\n＝＋－＠])/gu, "'");
}
