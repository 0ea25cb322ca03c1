/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/** Codes as a file for a spreadsheet: UTF-8 with a mark, every cell in quotes, and nothing that becomes a formula. */
export function codesCsv(codes: { username: string; name: string; code: string }[]): string {
  const rows = [
    ["username", "name", "code"],
    ...codes.map(({ username, name, code }) => [username, name, code]),
  ];
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
