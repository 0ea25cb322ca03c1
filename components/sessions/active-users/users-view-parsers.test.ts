import fc from "fast-check";
import { createLoader } from "nuqs/server";
import { expect, test } from "vitest";
import { usersViewHref, usersViewJson } from "@/lib/paths/active-users";
import { saidOf } from "@/lib/paths/query-string";
import { ROLES } from "@/lib/roles";
import { DEFAULT_VIEW, readUsersView, SORTS, type UsersView } from "@/lib/sessions/active-users/users-view";
import { UsersViewQuery } from "@/lib/sessions/active-users/users-view-query";
import { STATUSES } from "@/lib/sessions/presence";
import { usersViewParsers } from "./users-view-parsers";

const load = createLoader(usersViewParsers);

const view: fc.Arbitrary<UsersView> = fc.record({
  q: fc.string({ maxLength: 100 }).map((text) => text.replace(/\p{Cc}/gu, "").trim()),
  role: fc.constantFrom(null, ...ROLES),
  status: fc.constantFrom(null, ...STATUSES),
  sort: fc.constantFrom(...SORTS),
  page: fc.integer({ min: 1, max: 1_000_000 }),
  pageSize: fc.integer({ min: 1, max: 100 }),
  openPage: fc.integer({ min: 1, max: 1_000_000 }),
});

test("every view comes back from its address, on the server and in the browser", () => {
  fc.assert(
    fc.property(view, (given) => {
      const { searchParams } = new URL(usersViewJson(given), "http://localhost");
      expect(UsersViewQuery.parse(Object.fromEntries(searchParams))).toEqual(given);
      expect(load(searchParams)).toEqual(given);
    }),
  );
});

const written = fc.oneof(
  fc.string(),
  fc.constantFrom(
    "",
    "0",
    "1",
    "01",
    " 2 ",
    "1e2",
    "-1",
    "1.5",
    "2x",
    "101",
    "NaN",
    "ADMIN",
    "admin",
    "-name",
  ),
  fc.constantFrom("away", "-", "--name", "a\u0000b", "x".repeat(101), `  ${"x".repeat(100)}  `),
);

test("server and browser read an address that anybody wrote as the same view", () => {
  const names = Object.keys(DEFAULT_VIEW);
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), written), (query) => {
      expect(load(new URLSearchParams(query))).toEqual(readUsersView(query));
    }),
    { numRuns: 500 },
  );
});

test.each([
  [{}, "/admin/active-users"],
  [{ q: "Jean Élie" }, "/admin/active-users?q=Jean+%C3%89lie"],
  [{ status: "away", page: 2 }, "/admin/active-users?status=away&page=2"],
  [{ sort: "-lastLogin", openPage: 3 }, "/admin/active-users?sort=-lastLogin&openPage=3"],
] as const)("nothing is written for what is as usual: %j is at %s", (change, expected) => {
  expect(usersViewHref({ ...DEFAULT_VIEW, ...change })).toBe(expected);
});

test("what a form must send along is what the address says", () => {
  expect(saidOf({ ...DEFAULT_VIEW, role: "ADMIN", pageSize: 50 }, DEFAULT_VIEW)).toEqual({
    role: "ADMIN",
    pageSize: "50",
  });
});
