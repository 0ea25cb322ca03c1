import { expect, test } from "vitest";
import { initials } from "./initials";

test.each([
  ["Wilbert Étienne", "WÉ"],
  ["Marie-Ange Jean Louis", "ML"],
  ["Hantz123", "HA"],
  ["admin_test", "AT"],
  ["  élan  ", "ÉL"],
  ["E\u0301lie Noe\u0308l", "ÉN"], // a decomposed accent stays with its letter
  ["X", "X"],
  ["😀 Paul", "PA"],
  ["<b>", "B"],
  ["", "?"],
  ["—", "?"],
])("the initials of %j are %s", (name, expected) => {
  expect(initials(name)).toBe(expected);
});
