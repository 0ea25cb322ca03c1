import { expect, test } from "vitest";
import { faultsOfComments } from "./comment-rules";

const LONG = "a".repeat(111);

test.each([
  ["a.ts", "/** Who signs in last wins. */\nconst a = 1;", ['a.ts:1: a sentence begins with "Who"']],
  ["a.ts", "const a = 1;\n// What is left.", ['a.ts:2: a sentence begins with "What"']],
  ["a.ts", "/**\n * Ends it.\n * As before. */", ['a.ts:1: a sentence begins with "As"']],
  ["a.ts", "/** Ends it. Nobody\n * waits. */", ['a.ts:1: a sentence begins with "Nobody"']],
  ["a.tsx", "const a = <p>{/* Of the page. */}</p>;", ['a.tsx:1: a sentence begins with "Of"']],
  ["a.css", "p {\n  /* Whoever prints. */\n}", ['a.css:2: a sentence begins with "Whoever"']],
  ["a.prisma", "model A {\n  /// As in b.\n}", ['a.prisma:2: a sentence begins with "As"']],
  ["a.ts", `\n// ${LONG}`, ["a.ts:2: a comment line has 114 characters"]],
  ["a.ts", `/**\n * Short.\n * ${LONG}\n */`, ["a.ts:3: a comment line has 114 characters"]],
  ["a.ts", `const b = "${"b".repeat(90)}"; // why it is so`, ["a.ts:1: a comment line has 119 characters"]],
])("a fault in %s: %j", (file, source, faults) => {
  expect(faultsOfComments(file, source)).toEqual(faults);
});

test.each([
  ["a.ts", "/** Ends a session, whatever its reason. @returns what changed */"],
  ["a.ts", 'const a = "// What is this?";'],
  ["a.ts", `const a = "${LONG}";`],
  ["a.ts", "// biome-ignore lint/a11y/noRedundantRoles: As of Safari 17 the role is lost"],
  ["a.ts", "/** Asks once. Offices differ. Whether it is open. */"],
  ["a.md", `What ${LONG}`],
])("no fault in %s: %j", (file, source) => {
  expect(faultsOfComments(file, source)).toEqual([]);
});
