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

test("an address with every parameter gives that view", () => {
  const params = { q: " élan ", kind: "b", page: "100", day: "Monday", other: "x" };
  expect(read(params)).toEqual({ q: "élan", kind: "b", page: 100, day: "Monday" });
});

test("an address without parameters gives a copy of the usual view", () => {
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
  ["kind", ["a", "a"]], // it occurs twice
  ["page", undefined],
  ["page", 2],
])("the invalid parameter %s=%j is ignored", (name, value) => {
  expect(read({ [name]: value })).toEqual(USUAL);
});

test.each([
  [" 2 ", 2],
  ["01", 1],
  ["1e2", 100],
])("the page %j is read as %i", (text, number) => {
  expect(read({ page: text }).page).toBe(number);
});

test("rawParamsIn gives the parameters of an address as the server gets them", () => {
  expect(rawParamsIn(new URLSearchParams("q=a+b&kind=&page=1&page=2"))).toEqual({
    q: "a b",
    kind: "",
    page: ["1", "2"],
  });
});
