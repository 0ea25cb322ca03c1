import { expect, test } from "vitest";
import { changedRows } from "./changed-rows";

const signs = (said: Record<string, string>) => new Map(Object.entries(said));

test.each([
  ["nothing happened", { a: "online" }, { a: "online" }, []],
  ["a row says something else", { a: "online", b: "away" }, { a: "away", b: "away" }, ["a"]],
  ["a row is new", { a: "online" }, { b: "online", a: "online" }, ["b"]],
  ["a row has gone", { a: "online", b: "away" }, { a: "online" }, []],
])("%s", (_, before, after, expected) => {
  expect([...changedRows(signs(before), signs(after))]).toEqual(expected);
});
