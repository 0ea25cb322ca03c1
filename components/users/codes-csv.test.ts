import { expect, test } from "vitest";
import { codesCsv } from "./codes-csv";

test.each([
  ["=1+1", `"'=1+1"`],
  ['a "b", c', '"a ""b"", c"'],
  ["Marie Noël", '"Marie Noël"'],
])("the name %j becomes the cell %s", (name, cell) => {
  expect(codesCsv([{ username: "u", name, code: "C" }])).toBe(
    `\ufeff"username","name","code"\r\n"u",${cell},"C"\r\n`,
  );
});
