import { harmlessCell } from "@/lib/spreadsheet-cell";

/** Codes as a file for a spreadsheet: UTF-8 with a mark, every cell in quotes, and nothing that becomes a formula. */
export function codesCsv(codes: { username: string; name: string; code: string }[]): string {
  const rows = [
    ["username", "name", "code"],
    ...codes.map(({ username, name, code }) => [username, name, code]),
  ];
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(text: string): string {
  return `"${harmlessCell(text).replaceAll('"', '""')}"`;
}
