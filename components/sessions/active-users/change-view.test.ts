import { describe, expect, test } from "vitest";
import { DEFAULT_USERS_VIEW, type Sort, type SortKey } from "@/lib/sessions/active-users/users-view";
import { changePageSize, changeView, clearFilters, isFiltered, nextSort } from "./change-view";

const far = { ...DEFAULT_USERS_VIEW, page: 7, openPage: 3 };

test.each([
  ["a search", { q: "jean" }],
  ["a filter", { role: "ADMIN" }],
  ["an order", { sort: "-lastLogin" }],
] as const)("%s starts at the first page of users and keeps the page of open sessions", (_, change) => {
  expect(changeView(far, change)).toEqual({ ...far, ...change, page: 1 });
});

test("a change of page keeps the rest of the view", () => {
  expect(changeView(far, { page: 8 })).toEqual({ ...far, page: 8 });
});

test("clearing the filters keeps the order, the page size and the page of open sessions", () => {
  const narrowed = { ...far, q: "x", role: "ADMIN", status: "away", sort: "-logout", pageSize: 50 } as const;
  expect(clearFilters(narrowed)).toEqual({
    ...DEFAULT_USERS_VIEW,
    sort: "-logout",
    pageSize: 50,
    openPage: 3,
  });
});

test.each([
  [{}, false],
  [{ sort: "-name", page: 4, pageSize: 100, openPage: 2 }, false],
  [{ q: "a" }, true],
  [{ role: "ARCHIVES" }, true],
  [{ status: "never" }, true],
] as const)("with %j, isFiltered is %s", (change, expected) => {
  expect(isFiltered({ ...DEFAULT_USERS_VIEW, ...change })).toBe(expected);
});

test.each([
  [1, 25, 100, 1],
  [3, 25, 50, 2], // rows 51–75 are on 51–100
  [3, 25, 100, 1],
  [2, 100, 25, 5],
  [2, 50, 25, 3],
])(
  "page %i with %i rows a page, changed to %i rows a page, becomes page %i",
  (page, pageSize, wanted, expected) => {
    const changed = changePageSize({ ...DEFAULT_USERS_VIEW, page, pageSize }, wanted);
    expect(changed).toMatchObject({ page: expected, pageSize: wanted });
  },
);

describe("a press on the head of a column", () => {
  test.each<[Sort, SortKey, Sort]>([
    ["name", "name", "-name"],
    ["-name", "name", "name"],
    ["name", "role", "role"],
    ["name", "status", "status"],
    ["name", "ipAddress", "ipAddress"],
    ["name", "lastLogin", "-lastLogin"],
    ["-lastLogin", "lastLogin", "lastLogin"],
    ["lastLogin", "lastLogin", "-lastLogin"],
    ["-lastLogin", "logout", "-logout"],
  ])("with the order %s, the head %s gives the order %s", (current, wanted, expected) => {
    expect(nextSort(current, wanted)).toBe(expected);
  });
});
