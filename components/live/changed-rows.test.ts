import { expect, test } from "vitest";
import { changedRows } from "./changed-rows";

const contents = (rows: Record<string, string>) => new Map(Object.entries(rows));

test.each([
  ["equal rows are not marked", { a: "online" }, { a: "online" }, []],
  ["a row with another content is marked", { a: "online", b: "away" }, { a: "away", b: "away" }, ["a"]],
  ["a new row is marked", { a: "online" }, { b: "online", a: "online" }, ["b"]],
  ["a removed row is not marked", { a: "online", b: "away" }, { a: "online" }, []],
])("%s", (_, before, after, expected) => {
  expect([...changedRows(contents(before), contents(after))]).toEqual(expected);
});
