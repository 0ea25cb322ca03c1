import { expect, test } from "vitest";
import { pageHref, readPage, toSearchParams, withQuery } from "./query-string";

test("the parameters are the values that differ from the defaults", () => {
  const usual = { q: "", role: null, page: 1, all: false };
  expect(toSearchParams(usual, usual)).toEqual({});
  expect(toSearchParams({ q: "x", role: "ADMIN", page: 2, all: true }, usual)).toEqual({
    q: "x",
    role: "ADMIN",
    page: "2",
    all: "1",
  });
});

test("a path without parameters has no question mark", () => {
  expect(withQuery("/me", {})).toBe("/me");
  expect(withQuery("/me", { day: "2025-11-11", q: "é è" })).toBe("/me?day=2025-11-11&q=%C3%A9+%C3%A8");
});

test.each([
  [1, "/me"],
  [2, "/me?page=2"],
])("page %i of a list has the address %s, and is read back from it", (page, href) => {
  expect(pageHref("/me", page)).toBe(href);
  expect(readPage(Object.fromEntries(new URL(href, "http://localhost").searchParams))).toEqual({ page });
});

test.each(["0", "1000001", "x", ["2", "3"]])("the parameter page=%j reads as the first page", (page) => {
  expect(readPage({ page })).toEqual({ page: 1 });
});
