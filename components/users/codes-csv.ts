import { harmlessCell } from "@/lib/spreadsheet-cell";

/**
 * Returns codes as a CSV file for spreadsheets: UTF-8 with a byte order mark, every cell quoted, no cell that
 * could become a formula.
 */
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
