import { expect, test } from "vitest";
import { activeUsersHref } from "./active-users-href";

test.each([
  [{ page: 1, openPage: 1 }, "/admin/active-users"],
  [{ page: 2, openPage: 1 }, "/admin/active-users?page=2"],
  [{ page: 1, openPage: 3 }, "/admin/active-users?openPage=3"],
  [{ page: 2, openPage: 3 }, "/admin/active-users?page=2&openPage=3"],
])("%j is at %s", (pages, expected) => {
  expect(activeUsersHref(pages)).toBe(expected);
});
