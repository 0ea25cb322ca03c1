import { expect, test } from "vitest";
import { oneOf, rawParamsIn, searchText, textThat, viewReader, wholeUpTo } from "./read-view";

interface View {
  q: string;
  kind: "a" | "b" | null;
  page: number;
  day: string | null;
}

const USUAL: View = { q: "", kind: null, page: 1, day: null };
const read = viewReader(USUAL, {
  q: searchText,
  kind: oneOf(["a", "b"]),
  page: wholeUpTo(100),
  day: textThat((text) => text.endsWith("day")),
});

test("an address that says all of a view is that view", () => {
  const said = { q: " élan ", kind: "b", page: "100", day: "Monday", other: "x" };
  expect(read(said)).toEqual({ q: "élan", kind: "b", page: 100, day: "Monday" });
});

test("an address that says nothing is the usual view, and does not become it", () => {
  expect(read({})).toEqual(USUAL);
  expect(read({})).not.toBe(USUAL);
});

test.each([
  ["q", "a\u0000b"],
  ["q", "x".repeat(101)],
  ["kind", "c"],
  ["kind", "A"],
  ["kind", ""],
  ["page", ""],
  ["page", "0"],
  ["page", "-1"],
  ["page", "1.5"],
  ["page", "2x"],
  ["page", "101"],
  ["page", "NaN"],
  ["day", "noon"],
  ["kind", ["a", "a"]], // it stands there twice
  ["page", undefined],
  ["page", 2],
])("%s=%j makes no sense and is as if it were not there", (name, value) => {
  expect(read({ [name]: value })).toEqual(USUAL);
});

test.each([
  [" 2 ", 2],
  ["01", 1],
  ["1e2", 100],
])("the number %j is %i", (text, number) => {
  expect(read({ page: text }).page).toBe(number);
});

test("an address in the browser says what it says on the server", () => {
  expect(rawParamsIn(new URLSearchParams("q=a+b&kind=&page=1&page=2"))).toEqual({
    q: "a b",
    kind: "",
    page: ["1", "2"],
  });
});
