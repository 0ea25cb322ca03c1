import { expect, test } from "vitest";
import { harmlessCell } from "./spreadsheet-cell";

test.each([
  ["=1+1", "'=1+1"],
  ["+33", "'+33"],
  ["-x", "'-x"],
  ["@x", "'@x"],
  ["\tx", "'\tx"],
  ["＝1", "'＝1"],
  ["\t=x", "'\t'=x"],
  ["\r\n@x", "'\r'\n'@x"],
  ['Jean;=HYPERLINK("x");', `Jean;'=HYPERLINK("x");`],
  ["Jean,+1", "Jean,'+1"],
  ["Jean\t@x", "Jean\t'@x"],
  ["Marie-Noël = Marie", "Marie-Noël = Marie"],
])("%j is written as %j", (text, cell) => {
  expect(harmlessCell(text)).toBe(cell);
});
