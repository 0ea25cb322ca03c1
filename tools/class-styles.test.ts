import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { classesOf, type StyleSheet, styledTwice } from "./class-styles";

/** Files that may style classes of other files, with the reason. */
const ELSEWHERE: Record<string, string> = {
  "components/ui/list/data-table-cards.css": "the table as cards: with its rows one file would be too long",
  "components/ui/print.css": "paper: outside every layer, because it overrules utility classes in a table",
};

test("classes are read from selectors, also nested ones, and from nothing else", () => {
  const css = `
    /* .comment { } */
    @import "./file.css";
    @container list.x (width < 58rem) {
      .a:not(.b) > td:has(.c-d), [data-x=".e"]::before {
        margin: 0.5rem;
        background: url("a.svg") var(--f.g);
      }
      a.h { color: red }
    }
    @keyframes pulse { 12.5% { opacity: 0 } }`;
  expect(classesOf(css)).toEqual(["a", "b", "c-d", "h"]);
});

test("a class that two files style is reported with both; one file may style it often", () => {
  const sheets = [
    { file: "a.css", css: ".x { } .x:hover { } .y { }" },
    { file: "b.css", css: ".x .z { }" },
  ];
  expect(styledTwice(sheets)).toEqual([".x: a.css, b.css"]);
});

test("each class of the product is styled in one file", () => {
  expect(styledTwice(readSheets().filter(({ file }) => !(file in ELSEWHERE)))).toEqual([]);
});

test.each(Object.entries(ELSEWHERE))("%s still needs its exception: %s", (file) => {
  const sheets = readSheets().filter((sheet) => sheet.file === file || !(sheet.file in ELSEWHERE));
  expect(styledTwice(sheets)).not.toEqual([]);
});

function readSheets(): StyleSheet[] {
  return ["app", "components"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".css"))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
      .map((file) => ({ file, css: readFileSync(file, "utf8") })),
  );
}
