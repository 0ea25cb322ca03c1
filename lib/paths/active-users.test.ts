import fc from "fast-check";
import { expect, test } from "vitest";
import { usersViewHref, usersViewJson } from "@/lib/paths/active-users";
import { rawParamsIn } from "@/lib/read-view";
import { ROLES } from "@/lib/roles";
import {
  DEFAULT_USERS_VIEW,
  readUsersView,
  SORTS,
  type UsersView,
} from "@/lib/sessions/active-users/users-view";
import { UsersViewQuery } from "@/lib/sessions/active-users/users-view-query";
import { PRESENCES } from "@/lib/sessions/presence";

const view: fc.Arbitrary<UsersView> = fc.record({
  q: fc.string({ maxLength: 100 }).map((text) => text.replace(/\p{Cc}/gu, "").trim()),
  role: fc.constantFrom(null, ...ROLES),
  status: fc.constantFrom(null, ...PRESENCES),
  sort: fc.constantFrom(...SORTS),
  page: fc.integer({ min: 1, max: 1_000_000 }),
  pageSize: fc.integer({ min: 1, max: 100 }),
  openPage: fc.integer({ min: 1, max: 1_000_000 }),
});

test("a view can be read back from the address of its page and of its JSON", () => {
  fc.assert(
    fc.property(view, (given) => {
      const page = new URL(usersViewHref(given), "http://localhost");
      expect(readUsersView(rawParamsIn(page.searchParams))).toEqual(given);
      const json = new URL(usersViewJson(given), "http://localhost");
      expect(UsersViewQuery.parse(rawParamsIn(json.searchParams))).toEqual(given);
    }),
  );
});

test.each([
  [{}, "/admin/active-users"],
  [{ q: "Jean Élie" }, "/admin/active-users?q=Jean+%C3%89lie"],
  [{ status: "away", page: 2 }, "/admin/active-users?status=away&page=2"],
  [{ sort: "-lastLogin", openPage: 3 }, "/admin/active-users?sort=-lastLogin&openPage=3"],
] as const)("default values are omitted: %j has the address %s", (change, expected) => {
  expect(usersViewHref({ ...DEFAULT_USERS_VIEW, ...change })).toBe(expected);
});

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 120 }),
  fc.nat(3_000_000).map(String),
  fc.constantFrom(...ROLES, ...PRESENCES, ...SORTS),
);
const params = fc.dictionary(
  fc.constantFrom("q", "role", "status", "sort", "page", "pageSize", "openPage"),
  text,
);

/* Negative control: a limit that only one of the two readers has makes this test fail. */
test("the JSON rejects what the page ignores, and both read everything else alike", () => {
  fc.assert(
    fc.property(params, (given) => {
      const read = readUsersView(given);
      for (const [name, value] of Object.entries(given)) {
        const json = UsersViewQuery.safeParse({ [name]: value });
        const page = readUsersView({ [name]: value });
        expect(page).toEqual(json.success ? json.data : DEFAULT_USERS_VIEW);
      }
      expect(UsersViewQuery.parse(read)).toEqual(read);
    }),
    { numRuns: 500 },
  );
});
