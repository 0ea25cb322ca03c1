import { expect, test } from "vitest";
import { cleanUserAgent } from "./user-agent";

test.each([
  ["Mozilla/5.0 (X11)", "Mozilla/5.0 (X11)"],
  ["nul\u0000 and bell\u0007", "nul and bell"],
  ["lone \ud83d surrogate", "lone  surrogate"],
  ["pair 😀 stays", "pair 😀 stays"],
  ["<b>markup</b>", "<b>markup</b>"],
  ["😀".repeat(600), "😀".repeat(512)],
  ["   ", null],
  [null, null],
  [undefined, null],
])("the User-Agent %j is stored as %j", (header, expected) => {
  expect(cleanUserAgent(header)).toBe(expected);
});
