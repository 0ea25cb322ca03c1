/**
 * A text that a spreadsheet shows as it is: nothing in it becomes a formula, wherever the program cuts a line into cells (a French one
 * cuts at `;`). https://owasp.org/www-community/attacks/CSV_Injection
 */
export function harmlessCell(text: string): string {
  return text.replaceAll(/(^|[,;\t\r\n])([=+\-@\t\r\n＝＋－＠])/gu, "$1'$2");
}
