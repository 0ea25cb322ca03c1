/**
 * A text that a spreadsheet shows as it is: nothing in it becomes a formula, wherever the program cuts a line into cells (a French one
 * cuts at `;`). Without the apostrophes that are put before what would begin one, it is the text again.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function harmlessCell(text: string): string {
  return text.replaceAll(/(?<=^|[,;\t\r\n])(?=[=+\-@\t\r\n＝＋－＠])/gu, "'");
}
