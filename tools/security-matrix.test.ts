import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { productSources, terminalSources } from "@/lib/testing/messages/product-sources";
import {
  expandIds,
  listedCodes,
  namedPaths,
  REQUIREMENT_IDS,
  readMatrix,
  STATES,
  sectionOf,
} from "./security-matrix";

const document = readFileSync("docs/security.md", "utf8");
const matrix = readMatrix(document);
const idsOf = (state: string) => matrix.filter((row) => row.state === state).flatMap(({ ids }) => ids);

test.each([
  ["6.2.1", ["6.2.1"]],
  ["6.2.1, 6.2.3", ["6.2.1", "6.2.3"]],
  ["6.2.11–6.3.1", ["6.2.11", "6.2.12", "6.3.1"]],
  ["9.1", ["9.1.1", "9.1.2", "9.1.3"]],
  ["11.1, 17.1", ["11.1.1", "11.1.2", "17.1.1"]],
])("the ids %s are expanded", (cell, ids) => {
  expect(expandIds(cell)).toEqual(ids);
});

test("each requirement of levels 1 and 2 has one row in the matrix", () => {
  expect(REQUIREMENT_IDS).toHaveLength(253);
  expect(matrix.flatMap(({ ids }) => ids)).toEqual(REQUIREMENT_IDS);
});

test("each row has a known state", () => {
  expect(new Set(matrix.map(({ state }) => state))).toEqual(new Set(STATES));
});

test("each requirement that is not met is explained in the list of those", () => {
  const explained = sectionOf(document, "## Not met").matchAll(/^\| ([\d., ]+) \|/gm);
  expect([...explained].flatMap(([, cell = ""]) => expandIds(cell))).toEqual(idsOf("not met"));
});

test("the numbers of the summary are those of the matrix", () => {
  const [met, none, open] = STATES.map((state) => idsOf(state).length);
  expect(document).toContain(
    `${met} of 253 requirements are met, ${none} do not apply, ${open} are not met.`,
  );
});

test("each file that the document names exists", () => {
  const paths = namedPaths(document);
  expect(paths.length).toBeGreaterThan(100);
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});

test("each code of a line of the log is listed, and no other", () => {
  const sources = [...productSources(), ...terminalSources()].map(({ text }) => text);
  sources.push(readFileSync("middleware.ts", "utf8"), readFileSync("instrumentation.ts", "utf8"));
  const logged = sources.flatMap((text) =>
    [...text.matchAll(/\bevent: "([\w.]+)"/g)].map(([, code]) => code),
  );
  const listed = listedCodes(sectionOf(document, "### Lines of the log"));
  expect(listed.toSorted()).toEqual([...new Set(logged)].sort());
});

test("each type of event of the record is listed, and no other", () => {
  const types = [...readFileSync("lib/activity/events.ts", "utf8").matchAll(/\btype: "([\w.]+)"/g)];
  const listed = listedCodes(sectionOf(document, "### Events of the record"));
  expect(listed.toSorted()).toEqual(types.map(([, type]) => type).sort());
});
