import { expect, test } from "vitest";
import { saidOf, withQuery } from "./query-string";

test("a view says what is not as usual", () => {
  const usual = { q: "", role: null, page: 1, all: false };
  expect(saidOf(usual, usual)).toEqual({});
  expect(saidOf({ q: "x", role: "ADMIN", page: 2, all: true }, usual)).toEqual({
    q: "x",
    role: "ADMIN",
    page: "2",
    all: "1",
  });
});

test("a path with nothing to say has no question mark", () => {
  expect(withQuery("/me", {})).toBe("/me");
  expect(withQuery("/me", { day: "2025-11-11", q: "é è" })).toBe("/me?day=2025-11-11&q=%C3%A9+%C3%A8");
});
